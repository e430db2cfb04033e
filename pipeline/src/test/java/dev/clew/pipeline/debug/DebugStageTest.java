package dev.clew.pipeline.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.config.Fixtures;
import dev.clew.pipeline.export.DebugOptions;
import dev.clew.pipeline.export.DebugOptions.Verbosity;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Batches made as upstream's fixtures were, whose text is upstream's.
final class DebugStageTest {
  private static final long START = 1_581_452_772_000_000_321L;
  private static final long END = 1_581_452_773_000_000_789L;
  private static final long EVENT = 1_581_452_773_000_000_123L;

  private final List<String> printed = new ArrayList<>();

  @Test
  void spansAreToldAsUpstreamDoes() throws IOException {
    assertThat(DetailedText.of(twoSpans())).isEqualTo(fixture("traces/two_spans.out"));
  }

  @Test
  void logRecordsAreToldAsUpstreamDoes() throws IOException {
    LogBatch logs = new LogBatch();
    origins(logs, true);
    logs.timeNanos(0, END);
    logs.severityText(0, logs.strings().add("Info"));
    logs.severity(0, (byte) 9);
    logs.bodyType(0, ValueType.STRING);
    logs.body(0, logs.strings().add("This is a log message"));
    text(logs.attributes(), logs.strings(), "app", "server");
    logs.attributes().add(logs.strings().add("instance_num"), ValueType.INT, 1);
    logs.traceIdHigh(0, 0x0804020100000000L);
    logs.spanId(0, 0x0102040800000000L);
    logs.endRow();

    assertThat(DetailedText.of(logs)).isEqualTo(fixture("logs/one_record.out"));
  }

  @Test
  void mapsAreToldAsJson() throws IOException {
    LogBatch logs = new LogBatch();
    origins(logs, false);
    logs.timeNanos(0, END);
    logs.severityText(0, logs.strings().add("INFO"));
    logs.severity(0, (byte) 9);
    logs.bodyType(0, ValueType.MAP);
    logs.body(
        0,
        logs.strings()
            .add("{\"key1\":\"val1\",\"key2\":{\"key21\":\"val21\",\"key22\":\"val22\"}}"));
    logs.attributes()
        .add(
            logs.strings().add("key1"),
            ValueType.MAP,
            logs.strings()
                .add(
                    "{\"key11\":\"val11\",\"key12\":\"val12\",\"key13\":{\"key131\":\"val131\"}}"));
    text(logs.attributes(), logs.strings(), "key2", "val2");
    logs.endRow();

    assertThat(DetailedText.of(logs)).isEqualTo(fixture("logs/embedded_maps.out"));
  }

  @Test
  void pointsAreToldAsUpstreamDoes() throws IOException {
    assertThat(DetailedText.of(allTypes()))
        .isEqualTo(fixture("metrics/metrics_with_all_types.out"));
  }

  @Test
  void onlyTheFirstOfASecondAndThenOneInSoManyAreTold() {
    DebugStage stage =
        new DebugStage(new DebugOptions(Verbosity.BASIC, 2, 3, true, List.of()), printed::add);
    for (int i = 0; i < 8; i++) {
      stage.accept(twoSpans(), Arrival.of(i, i));
    }
    assertThat(printed).hasSize(4).containsOnly("Traces resource spans: 1 spans: 2");

    stage.accept(twoSpans(), Arrival.of(9, 1_000_000_000));
    assertThat(printed).hasSize(5);
    stage.accept(twoSpans(), new Arrival(9, 1_000_000_001, true));
    assertThat(printed).hasSize(5);
  }

  @Test
  void normalIsALineForEachRow() {
    new DebugStage(new DebugOptions(Verbosity.NORMAL, 1, 0, true, List.of()), printed::add)
        .accept(twoSpans(), Arrival.of(1, 1));

    assertThat(printed.getFirst().lines())
        .containsExactly(
            "Traces resource spans: 1 spans: 2",
            "operationA 0102030405060708090a0b0c0d0e0f10 1112131415161718",
            "operationB");
  }

  private static SpanBatch twoSpans() {
    SpanBatch spans = new SpanBatch();
    Strings strings = spans.strings();
    origins(spans, true);
    spans.name(0, strings.add("operationA"));
    spans.traceIdHigh(0, 0x0102030405060708L);
    spans.traceIdLow(0, 0x090a0b0c0d0e0f10L);
    spans.spanId(0, 0x1112131415161718L);
    spans.traceState(0, strings.add("ot=th:0"));
    spans.startNanos(0, START);
    spans.endNanos(0, END);
    spans.status(0, SpanStatus.ERROR);
    spans.statusMessage(0, strings.add("status-cancelled"));
    spans.droppedAttributes(0, 1);
    spans.droppedEvents(0, 1);
    text(spans.events().attributes(), strings, "span-event-attr", "span-event-attr-val");
    spans.events().add(EVENT, strings.add("event-with-attr"), 2);
    spans.events().add(EVENT, strings.add("event"), 2);
    spans.endRow();
    spans.name(1, strings.add("operationB"));
    spans.startNanos(1, START);
    spans.endNanos(1, END);
    spans.droppedLinks(1, 3);
    text(spans.links().attributes(), strings, "span-link-attr", "span-link-attr-val");
    spans.links().add(new TraceId(0, 0), 0, Strings.EMPTY, 0, 4);
    spans.links().add(new TraceId(0, 0), 0, Strings.EMPTY, 0, 4);
    spans.endRow();
    return spans;
  }

  private static PointBatch allTypes() {
    PointBatch points = new PointBatch();
    origins(points, true);
    String exemplar =
        "\"exemplars\":[{\"timeNanos\":"
            + EVENT
            + ",\"value\":%s,\"traceId\":\"0102030405060708090a0b0c0d0e0f10\","
            + "\"spanId\":\"1112131415161718\",\"attributes\":{\"exemplar-attachment\":\"exemplar-attachment-value\"}}]";
    number(points, "gauge-int", PointType.GAUGE, 123, true, "1");
    number(points, "gauge-int", PointType.GAUGE, 456, true, "2");
    number(points, "gauge-double", PointType.GAUGE, 1.23, false, "1", "2");
    number(points, "gauge-double", PointType.GAUGE, 4.56, false, "1", "3");
    number(points, "sum-int", PointType.SUM, 123, true, "1");
    number(points, "sum-int", PointType.SUM, 456, true, "2");
    number(points, "sum-double", PointType.SUM, 1.23, false, "1", "2");
    number(points, "sum-double", PointType.SUM, 4.56, false, "1", "3");
    spread(points, "histogram", PointType.HISTOGRAM, 1, 15, Double.NaN, "", "1", "3");
    spread(
        points,
        "histogram",
        PointType.HISTOGRAM,
        1,
        15,
        15,
        "{\"bounds\":[1.0],\"counts\":[0,1]," + exemplar.formatted("15.0") + "}",
        "2");
    spread(
        points,
        "exponential-histogram",
        PointType.EXPONENTIAL_HISTOGRAM,
        5,
        0.15,
        Double.NaN,
        "{\"scale\":1,\"zeroCount\":1,\"positive\":{\"offset\":1,\"counts\":[1,1]},"
            + "\"negative\":{\"offset\":-1,\"counts\":[1,1]}}",
        "1",
        "3");
    spread(
        points,
        "exponential-histogram",
        PointType.EXPONENTIAL_HISTOGRAM,
        3,
        1.25,
        1,
        "{\"scale\":-1,\"zeroCount\":1,\"positive\":{\"offset\":-1,\"counts\":[1,1]},"
            + exemplar.formatted("15")
            + "}",
        "2");
    spread(points, "summary", PointType.SUMMARY, 1, 15, Double.NaN, "", "1", "3");
    spread(
        points,
        "summary",
        PointType.SUMMARY,
        1,
        15,
        Double.NaN,
        "{\"quantiles\":[[0.01,15.0]]}",
        "2");
    return points;
  }

  private static void number(
      PointBatch points,
      String name,
      PointType type,
      double value,
      boolean isInteger,
      String... labels) {
    int row = points.size();
    common(points, name, type, labels);
    points.value(row, value);
    points.isInteger(row, isInteger);
    points.isMonotonic(row, type == PointType.SUM);
    points.temporality(row, (byte) (type == PointType.SUM ? 2 : 0));
    points.endRow();
  }

  private static void spread(
      PointBatch points,
      String name,
      PointType type,
      long count,
      double sum,
      double max,
      String detail,
      String... labels) {
    int row = points.size();
    common(points, name, type, labels);
    points.count(row, count);
    points.value(row, sum);
    points.max(row, max);
    points.min(row, type == PointType.EXPONENTIAL_HISTOGRAM && max == 1 ? 0 : max);
    points.detail(row, points.strings().add(detail));
    points.temporality(
        row, (byte) (type == PointType.HISTOGRAM ? 2 : type == PointType.SUMMARY ? 0 : 1));
    points.endRow();
  }

  private static void common(PointBatch points, String name, PointType type, String... labels) {
    int row = points.size();
    points.metric(row, points.strings().add(name));
    points.unit(row, points.strings().add("1"));
    points.type(row, type);
    points.startNanos(row, START);
    points.timeNanos(row, END);
    for (String label : labels) {
      text(points.attributes(), points.strings(), "label-" + label, "label-value-" + label);
    }
  }

  private static void origins(Batch batch, boolean hasAttribute) {
    if (hasAttribute) {
      text(batch.resources().attributes(), batch.strings(), "resource-attr", "resource-attr-val-1");
    }
    batch.resources().endRow(Strings.EMPTY, Strings.EMPTY, Strings.EMPTY, 0);
    batch.scopes().endRow(Strings.EMPTY, Strings.EMPTY, Strings.EMPTY, 0);
  }

  private static void text(Attributes attributes, Strings strings, String key, String value) {
    attributes.add(strings.add(key), ValueType.STRING, strings.add(value));
  }

  private static String fixture(String name) throws IOException {
    return Files.readString(
        Fixtures.collector("exporter/debugexporter/internal/otlptext/testdata/" + name));
  }
}
