package dev.clew.query.run.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.query.run.Spans;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.Parsed;
import dev.clew.query.traceql.Query;
import dev.clew.query.traceql.SpansetExpression.Filter;
import dev.clew.query.traceql.TraceQl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Facts about one span: the first of the trace, with two children.
final class FieldCompilerTest {
  private static final SpanBatch BATCH =
      new Spans()
          .span(0xAB, 0xC1, 0)
          .at(100, 250)
          .named("login")
          .kind(SpanKind.SERVER)
          .failed()
          .service("idp")
          .scope("library", "1.2")
          .with("text", "m")
          .with("whole", 7)
          .with("real", 2.5)
          .with("yes", true)
          .with("no", false)
          .with("zero", 0)
          .with("tags", "[\"a\",\"b\\\"\\u00e9\",3,4.5,true,null,{\"k\":[1]}]")
          .with("map", "{\"k\":1}")
          .with("service.name", "own")
          .event("one", "e", "x")
          .event("two", "e", 5)
          .span(0xAB, 0xC2, 0xC1)
          .at(150, 100)
          .span(0xAB, 0xC3, 0xC1)
          .at(150, 900)
          .batch();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "span.text = `m`",
        "span.text != `n`",
        "span.text > `l` && span.text <= `m`",
        "span.text =~ `.` && span.text !~ `n`",
        "span.missing = nil",
        "span.text != nil",
        "span.map != nil",
        "span.whole = 7.0",
        "span.whole < 7ms && span.whole = 7ns",
        "7 = span.whole && 6 < span.whole",
        "span.real > 2 && span.real <= 2.5",
        "span.yes && !span.no",
        "span.yes = true && span.no != true",
        "duration = 250ms && duration > 0.25",
        "status = error && status != ok",
        "kind = server",
        "name = `login` && name < `m`",
        "statusMessage = ``",
        "instrumentation:name = `library` && instrumentation:version != `2`",
        ".service.name = `own` && resource.service.name = `idp`",
        "rootName = `login` && rootServiceName = `idp`",
        "traceDuration = 950ms",
        "span:childCount = 2",
        "nestedSetLeft = 1 && nestedSetRight = 6 && nestedSetParent = -1",
        "trace:id = `ab` && trace:id = `00ab` && trace:id != `abc`",
        "trace:id =~ `a.`",
        "span:id = `c1` && span:id = `00000000000000c1` && span:id =~ `0+c1`",
        "span:parentID = ``",
        "span.tags = `a` && span.tags = 3 && span.tags > 4 && span.tags = true",
        "span.tags = \"b\\\"é\" && span.tags =~ `.\"é`",
        "span.tags != `c` && span.tags !~ `c.*` && span.tags = span.real + 0.5",
        "event.e = `x` && event.e = 5",
        "event.e != `y` && event.e != 6",
        "event:name = `one` && event:name = `two`",
        "event:timeSinceStart = 1us",
        "event.missing = nil && event.e != nil",
        "link.any = nil",
        "span.whole + span.real = 9.5",
        "span.whole / 2 = 3 && span.whole % 4 = 3 && span.whole / 2.0 = 3.5",
        "-span.whole = -7 && -(span.whole - 9) = 2",
        "duration * 2 > 499ms && duration / 2 = 125ms",
        "span.whole ^ 2 = 49",
        "(span.missing + 1) != nil",
        "(span.whole = 7) = span.yes",
        "!(span.missing = 1)",
        "!!span.yes",
        "span.missing = 1 || span.yes",
        "span.yes || span.missing",
        "event.e + 1 = 6",
        "span.zero = 0 || 1 / span.zero = 1",
      })
  void isTrue(String expression) {
    assertThat(holds(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "span.missing = `m`",
        "span.missing != `m`",
        "span.missing !~ `m`",
        "!span.missing",
        "!span.text",
        "span.text",
        "span.text = 7",
        "span.text != 7",
        "span.whole = `7`",
        "span.whole != `7`",
        "span.yes = `true`",
        "span.text =~ ``",
        "duration > span.text",
        "span.map = `{\"k\":1}`",
        "span.map != `x`",
        "span.tags = `c`",
        "span.tags != `a`",
        "span.tags !~ `a`",
        "span.tags = 1",
        "span.tags = false",
        "event.e = `y`",
        "event.missing != `y`",
        "event:name = `three`",
        "event.e = nil",
        "event.e = event.missing",
        "link.any != nil",
        "link:traceID != `1`",
        "kind != server",
        "trace:id = `AB`",
        "span:id = `not an id`",
        "span.text + 1 = 2",
        "span.text + 1 != 2",
        "(span.missing + 1) = nil",
        "span.missing || span.yes",
        "span.yes && span.missing",
        "span.real = status",
        "status = span.text",
      })
  void isNotTrue(String expression) {
    assertThat(holds(expression)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1 / span.zero = 1", "span.whole % 0 = 1", "span.tags + 1 = 2", ".tags = .tags"})
  void failsTheQuery(String expression) {
    assertThatThrownBy(() -> holds(expression)).isInstanceOf(EvaluationFailure.class);
  }

  private static boolean holds(String expression) {
    Position at = new Position();
    at.moveTo(TraceSpans.of(BATCH).getFirst(), 0);
    return new FieldCompiler(BATCH).test(parsed(expression)).holds(at);
  }

  private static FieldExpression parsed(String expression) {
    if (TraceQl.parse("{ " + expression + " }") instanceof Parsed.Ok(Query.Search search)
        && search.pipeline().stages().getFirst() instanceof Filter(var condition)) {
      return condition;
    }
    throw new IllegalArgumentException(TraceQl.parse("{ " + expression + " }").toString());
  }
}
