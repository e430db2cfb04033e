package dev.clew.bench.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatcherTest {
  @ParameterizedTest
  @EnumSource(Shape.class)
  void bodiesKeepTheirLengthAndDecode(Shape shape) throws IOException {
    TemplateSet set = Bodies.set(shape, Encoding.OTLP, 7);
    PayloadSource source = set.newSource();
    int templates = set.templates();

    for (long sequence = 0; sequence < templates; sequence++) {
      byte[] first = Bodies.bytes(source, sequence);
      byte[] second = Bodies.bytes(source, sequence + 5L * templates);

      assertThat(second).hasSameSizeAs(first).isNotEqualTo(first);
      assertThat(Bodies.spans(ExportTraceServiceRequest.parseFrom(second)))
          .hasSize(set.spansOf(sequence));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Shape.class, mode = EnumSource.Mode.EXCLUDE, names = "SMALL")
  void parentsStayWithinTheirTraceAsInTheTemplate(Shape shape) throws IOException {
    TemplateSet set = Bodies.set(shape, Encoding.OTLP, 7);

    List<Span> first = repetition(set, 0);
    List<Span> third = repetition(set, 3);

    assertThat(linked(third)).isEqualTo(linked(first)).isPositive();
    assertThat(ids(third)).hasSize(third.size()).doesNotContainAnyElementsOf(ids(first));
  }

  @Test
  void theSameSeedYieldsTheSameBytesInAnyOrder() throws IOException {
    TemplateSet one = Bodies.set(Shape.AUTH, Encoding.OTLP, 11);
    TemplateSet other = Bodies.set(Shape.AUTH, Encoding.OTLP, 11);
    PayloadSource source = one.newSource();
    PayloadSource backwards = other.newSource();

    List<byte[]> bodies = new ArrayList<>();
    for (long sequence = 0; sequence < 300; sequence++) {
      bodies.add(Bodies.bytes(source, sequence));
    }

    for (int sequence = 299; sequence >= 0; sequence--) {
      assertThat(Bodies.bytes(backwards, sequence)).isEqualTo(bodies.get(sequence));
    }
  }

  @Test
  void anotherSeedYieldsOtherIds() throws IOException {
    List<Span> one = repetition(Bodies.set(Shape.AUTH, Encoding.OTLP, 11), 0);
    List<Span> other = repetition(Bodies.set(Shape.AUTH, Encoding.OTLP, 12), 0);

    assertThat(ids(other)).doesNotContainAnyElementsOf(ids(one));
  }

  @Test
  void spanIdsAreKnownWithoutTheBody() throws IOException {
    TemplateSet set = Bodies.set(Shape.AUTH, Encoding.OTLP, 5);
    long sequence = 17L * set.templates() + 3;
    Set<Long> told = new HashSet<>();

    set.spanIds(sequence, told::add);

    List<Span> spans = Bodies.spans(set.newSource(), sequence);
    assertThat(told).isEqualTo(ids(spans));
    assertThat(HexFormat.of().formatHex(spans.getFirst().getTraceId().toByteArray()))
        .isEqualTo(set.traceId(sequence));
  }

  @Test
  void aTraceSharesItsLoginAndItsResultDecidesTheStatus() throws IOException {
    Map<ByteString, String> users = new HashMap<>();
    int failed = 0;

    for (Span span : repetition(Bodies.made(Shape.AUTH, Encoding.OTLP, 9), 1)) {
      if (span.getKind() == Span.SpanKind.SPAN_KIND_SERVER) {
        String user = Bodies.attribute(span, "user.id") + Bodies.attribute(span, "session.id");
        assertThat(users.merge(span.getTraceId(), user, (old, _) -> old)).isEqualTo(user);
        assertThat(user).matches("u-\\d{7}[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(Bodies.attribute(span, "client.address")).matches("1\\d\\d(\\.1\\d\\d){3}");
        assertThat(Bodies.attribute(span, "geo.region.iso_code"))
            .matches(Bodies.attribute(span, "geo.country.iso_code") + "-0[1-5]");
        boolean isError = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        assertThat(Bodies.attribute(span, "auth.result").equals("success")).isNotEqualTo(isError);
        failed += isError ? 1 : 0;
      }
    }

    assertThat(users).hasSizeGreaterThan(600);
    assertThat(failed).isPositive();
  }

  @Test
  void noAttributeKeyStandsTwiceInASpan() throws IOException {
    for (Span span : repetition(Bodies.set(Shape.AUTH, Encoding.OTLP, 9), 0)) {
      assertThat(span.getAttributesList().stream().map(KeyValue::getKey).toList())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void attacksComeFromOneAddressAgainstManyAccounts() throws IOException {
    Map<String, Set<String>> victims = new HashMap<>();

    for (Span span : repetition(Bodies.made(Shape.ATTACK, Encoding.OTLP, 9), 39)) {
      if (Bodies.attribute(span, "auth.result").equals("failure")) {
        victims
            .computeIfAbsent(Bodies.attribute(span, "client.address"), _ -> new HashSet<>())
            .add(Bodies.attribute(span, "user.id"));
      }
    }

    assertThat(victims.values()).anySatisfy(users -> assertThat(users).hasSizeGreaterThan(100));
  }

  @Test
  void replayedTimesKeepTheirDistance() throws IOException {
    TemplateSet set = Bodies.set(Shape.DEMO, Encoding.OTLP, 1);

    List<Span> first = repetition(set, 0);
    List<Span> second = repetition(set, 1);

    long step = set.schedule().stepNanos();
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).getStartTimeUnixNano() - first.get(i).getStartTimeUnixNano())
          .isEqualTo(step);
      assertThat(second.get(i).getEndTimeUnixNano() - first.get(i).getEndTimeUnixNano())
          .isEqualTo(step);
    }
  }

  @Test
  void spansBeforeABodyAddUp() throws IOException {
    TemplateSet set = Bodies.set(Shape.AUTH, Encoding.OTLP, 1);
    long counted = 0;

    for (long sequence = 0; sequence < 250; sequence++) {
      assertThat(set.spansBefore(sequence)).isEqualTo(counted);
      counted += set.spansOf(sequence);
    }
    assertThat(set.bodiesFor(counted)).isEqualTo(250);
  }

  private static List<Span> repetition(TemplateSet set, long number) throws IOException {
    PayloadSource source = set.newSource();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < set.templates(); i++) {
      spans.addAll(Bodies.spans(source, number * set.templates() + i));
    }
    return spans;
  }

  private static Set<Long> ids(List<Span> spans) {
    Set<Long> ids = new HashSet<>();
    spans.forEach(span -> ids.add(span.getSpanId().asReadOnlyByteBuffer().getLong()));
    return ids;
  }

  /// Spans whose parent is there, in the same trace.
  private static long linked(List<Span> spans) {
    Set<ByteString> known = new HashSet<>();
    spans.forEach(span -> known.add(span.getTraceId().concat(span.getSpanId())));
    return spans.stream()
        .filter(span -> known.contains(span.getTraceId().concat(span.getParentSpanId())))
        .count();
  }
}
