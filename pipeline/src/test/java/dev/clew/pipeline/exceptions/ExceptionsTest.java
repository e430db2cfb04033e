package dev.clew.pipeline.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Dump;
import dev.clew.pipeline.Otlp;
import dev.clew.pipeline.Taken;
import dev.clew.pipeline.config.Reading;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExceptionsTest {
  private static final long INSTANT = 1_000L;

  private static final String SPANS =
      """
      resourceSpans:
        - resource: {attributes: [{key: service.name, value: {stringValue: shop}}, {key: zone, value: {stringValue: eu}}]}
          scopeSpans:
            - scope: {name: lib}
              spans:
                - name: pay
                  kind: 2
                  traceId: "0000000000000000000000000000000a"
                  spanId: "000000000000000b"
                  status: {code: 2}
                  attributes: [{key: n, value: {intValue: "99"}}]
                  events:
                    - {name: started, timeUnixNano: "5"}
                    - name: exception
                      timeUnixNano: "7"
                      attributes:
                        - {key: exception.type, value: {stringValue: E}}
                        - {key: exception.message, value: {stringValue: broken}}
                        - {key: exception.stacktrace, value: {stringValue: trace}}
        - scopeSpans:
            - spans:
                - name: nameless
                  traceId: "0000000000000000000000000000000a"
                  spanId: "000000000000000c"
                  events: [{name: exception}]
      """;

  @Test
  void anExceptionIsALogRecordOfUpstreamsShape() {
    Taken taken = new Taken();
    new ExceptionLogsStage(options("{}"), taken).accept(Otlp.spans(SPANS), arrival(1));
    LogBatch logs = (LogBatch) taken.batch();

    assertThat(logs.size()).isEqualTo(1);
    assertThat(logs.severity(0)).isEqualTo((byte) 17);
    assertThat(logs.strings().get(logs.severityText(0))).isEqualTo("ERROR");
    assertThat(logs.timeNanos(0)).isEqualTo(7);
    assertThat(logs.traceIdLow(0)).isEqualTo(10);
    assertThat(logs.spanId(0)).isEqualTo(11);
    assertThat(logs.resources().attributes().size()).isZero();
    assertThat(logs.strings().get(logs.scopes().name(logs.scope(0)))).isEqualTo("lib");
    assertThat(Dump.attributes(logs, logs.attributes(), 0))
        .isEqualTo(
            "[n=INT:99, span.name=STRING:pay, span.kind=STRING:SPAN_KIND_SERVER,"
                + " status.code=STRING:STATUS_CODE_ERROR, service.name=STRING:shop,"
                + " exception.type=STRING:E, exception.message=STRING:broken,"
                + " exception.stacktrace=STRING:trace]");
  }

  @Test
  void exceptionsAreCountedFromBatchToBatch() {
    Taken taken = new Taken();
    ExceptionMetricsStage stage = new ExceptionMetricsStage(options("{}"), taken);
    stage.accept(Otlp.spans(SPANS), arrival(1));
    stage.accept(Otlp.spans(SPANS), arrival(2));

    PointBatch second = (PointBatch) taken.batches().get(1);
    assertThat(second.size()).isEqualTo(1);
    assertThat(second.strings().get(second.metric(0))).isEqualTo("exceptions");
    assertThat(second.value(0)).isEqualTo(2);
    assertThat(second.startNanos(0)).isEqualTo(INSTANT + 1);
    assertThat(second.timeNanos(0)).isEqualTo(INSTANT + 2);
    assertThat(second.temporality(0)).isEqualTo((byte) 2);
    assertThat(second.isMonotonic(0)).isTrue();
    assertThat(Dump.attributes(second, second.attributes(), 0))
        .isEqualTo(
            "[span.name=STRING:pay, span.kind=STRING:SPAN_KIND_SERVER,"
                + " status.code=STRING:STATUS_CODE_ERROR, service.name=STRING:shop,"
                + " exception.type=STRING:E, exception.message=STRING:broken]");
  }

  @Test
  void dimensionsAreFoundInSpanEventAndResourceOrHaveTheirDefault() {
    Taken taken = new Taken();
    String options =
        "{exemplars: {enabled: true}, dimensions: [{name: n}, {name: exception.type},"
            + " {name: zone}, {name: absent}, {name: other, default: d}]}";
    new ExceptionMetricsStage(options(options), taken).accept(Otlp.spans(SPANS), arrival(1));
    PointBatch points = (PointBatch) taken.batch();

    assertThat(Dump.attributes(points, points.attributes(), 0))
        .endsWith("n=INT:99, exception.type=STRING:E, zone=STRING:eu, other=STRING:d]");
    assertThat(points.strings().get(points.detail(0)))
        .isEqualTo(
            "{\"exemplars\":[{\"timeNanos\":7,\"value\":1,"
                + "\"traceId\":\"0000000000000000000000000000000a\","
                + "\"spanId\":\"000000000000000b\"}]}");
  }

  @Test
  void whatComesAgainAfterARestartIsNotCountedAgain() {
    Taken taken = new Taken();
    new ExceptionMetricsStage(options("{}"), taken)
        .accept(Otlp.spans(SPANS), new Arrival(1, 1, true));

    assertThat(taken.batches()).isEmpty();
  }

  @Test
  void aRestartChangesNothing() {
    Seeds.forEach(
        20,
        random -> {
          RandomBatches batches = new RandomBatches(random, 1_000);
          Taken undisturbed = new Taken();
          Taken restarted = new Taken();
          ExceptionMetricsStage one = new ExceptionMetricsStage(options("{}"), undisturbed, 30);
          ExceptionMetricsStage two = new ExceptionMetricsStage(options("{}"), restarted, 30);
          for (int i = 0; i < 10; i++) {
            SpanBatch batch = batches.spans(10);
            long checksum = Dump.checksum(batch);
            one.accept(batch, arrival(i));
            two.accept(batch, arrival(i));
            two = restored(two, restarted);
            assertThat(Dump.checksum(batch)).isEqualTo(checksum);
          }

          assertThat(rows(restarted)).isEqualTo(rows(undisturbed));
          assertThat(rows(restarted).size()).isGreaterThan(30);
        });
  }

  private static ExceptionMetricsStage restored(ExceptionMetricsStage stage, Taken taken)
      throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    stage.save(new DataOutputStream(saved));
    ExceptionMetricsStage restored = new ExceptionMetricsStage(options("{}"), taken, 30);
    restored.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    return restored;
  }

  private static List<String> rows(Taken taken) {
    List<String> rows = new ArrayList<>();
    taken.batches().forEach(batch -> rows.addAll(Dump.rows(batch)));
    return rows;
  }

  @Test
  void beyondTheLimitKnownSeriesGoOnAndOthersAreCountedTogether() {
    Taken taken = new Taken();
    ExceptionMetricsStage stage = new ExceptionMetricsStage(options("{}"), taken, 2);
    for (String message : List.of("a", "b", "c", "a", "d", "broken")) {
      stage.accept(Otlp.spans(SPANS.replace("broken", message)), arrival(1));
    }

    List<String> counted = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      PointBatch points = (PointBatch) taken.batches().get(i);
      String attributes = Dump.attributes(points, points.attributes(), 0);
      boolean isOverflow = attributes.equals("[otel.metric.overflow=BOOL:1]");
      counted.add((isOverflow ? "overflow " : "series ") + (long) points.value(0));
    }
    assertThat(counted)
        .containsExactly(
            "series 1", "series 1", "overflow 1", "series 2", "overflow 2", "overflow 3");
  }

  @Test
  void dimensionsMustBeDistinct() {
    assertThat(
            Reading.ofYaml("dimensions: [{name: a}, {name: a}]", ExceptionsOptions::read)
                .errors()
                .getFirst()
                .message())
        .contains("duplicate dimension name \"a\"");
    assertThat(
            Reading.ofYaml("dimensions: [{name: span.kind}]", ExceptionsOptions::read)
                .errors()
                .getFirst()
                .message())
        .contains("duplicate dimension name \"span.kind\"");
  }

  private static Arrival arrival(int offset) {
    return Arrival.of(offset, INSTANT + offset);
  }

  private static ExceptionsOptions options(String yaml) {
    Reading<ExceptionsOptions> reading = Reading.ofYaml(yaml, ExceptionsOptions::read);
    assertThat(reading.errors()).isEmpty();
    return reading.value();
  }
}
