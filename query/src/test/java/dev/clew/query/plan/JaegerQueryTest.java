package dev.clew.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.plan.JaegerQuery.Tag;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.TraceQl;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JaegerQueryTest {
  @Test
  void oneSpanHasAllOfIt() {
    JaegerQuery query = new JaegerQuery("idp", "login", List.of(), 1_000, 2_000);

    assertThat(TraceQl.print(query.toTraceQl()))
        .isEqualTo(
            "{ (resource.service.name = \"idp\") && (name = \"login\")"
                + " && (duration >= 1us) && (duration <= 2us) }");
  }

  @Test
  void nothingAskedIsEverything() {
    JaegerQuery query = new JaegerQuery(null, null, List.of(), 0, 0);

    assertThat(TraceQl.print(query.toTraceQl())).isEqualTo("{ true }");
  }

  @Test
  void aTagIsLookedForInAllPlaces() {
    assertThat(printed(Tag.of("k", new Literal.Whole(1))))
        .isEqualTo(
            "{ (span.k = 1) || (resource.k = 1) || (instrumentation.k = 1)"
                + " || (event.k = 1) || (link.k = 1) }");
  }

  @Test
  void textMayMeanANumberOrABoolean() {
    assertThat(Tag.ofText("k", "200").values())
        .containsExactly(new Literal.Text("200"), new Literal.Whole(200));
    assertThat(Tag.ofText("k", "2.5").values())
        .containsExactly(new Literal.Text("2.5"), new Literal.Real(2.5));
    assertThat(Tag.ofText("k", "true").values())
        .containsExactly(new Literal.Text("true"), new Literal.Bool(true));
    assertThat(Tag.ofText("k", "99999999999999999999").values()).hasSize(1);
  }

  @Test
  void factsThatJaegerShowsAsTagsAreFound() {
    assertThat(printed(Tag.ofText("error", "true"))).contains("|| (status = error)");
    assertThat(printed(Tag.ofText("span.kind", "server"))).contains("|| (kind = server)");
    assertThat(printed(Tag.ofText("otel.status_code", "ERROR"))).contains("|| (status = error)");
    assertThat(printed(Tag.ofText("otel.scope.name", "x")))
        .contains("|| (instrumentation:name = \"x\")");
    assertThat(printed(Tag.ofText("event", "x"))).contains("|| (event:name = \"x\")");
  }

  private static String printed(Tag tag) {
    return TraceQl.print(new JaegerQuery(null, null, List.of(tag), 0, 0).toTraceQl());
  }
}
