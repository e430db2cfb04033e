package dev.clew.pipeline.servicegraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.series.Points;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The Collector's own cases: spans in a file, the points that come of them in another.
final class ServiceGraphGoldenTest {
  private static final String FOLDER =
      "collector/opentelemetry-collector-contrib-v0.121.0/connector/servicegraphconnector/testdata";
  private static final long SECOND = 1_000_000_000L;

  @Test
  void theCollectorsCasesGiveItsPoints() throws IOException {
    Path folder = TestData.require(FOLDER);
    Path cases = TestData.require("collector/derived/servicegraph-cases.yaml");
    int checked = 0;
    for (Object each : list(yaml(cases), "cases")) {
      SpanBatch spans = spans(yaml(folder.resolve(text(each, "input"))));
      Points points = new Points();
      ServiceGraph stage =
          new ServiceGraph(ServiceGraphTest.options(json(get(each, "config"))), points);
      stage.accept(spans, Arrival.of(1, 100 * SECOND));
      points.clear();
      if (text(get(each, "config"), "metrics_flush_interval").equals("0s")) {
        stage.accept(new SpanBatchOf("nobody").batch(), Arrival.of(2, 100 * SECOND + 1));
      } else {
        stage.advance(100 * SECOND + 1);
        points.clear();
        stage.advance(200 * SECOND);
      }

      List<String> expected = expected(yaml(folder.resolve(text(each, "expect"))));
      assertThat(new java.util.TreeSet<>(points.lines()))
          .as(text(each, "input"))
          .containsExactlyInAnyOrderElementsOf(expected);
      checked++;
    }
    assertThat(checked).isEqualTo(4);
  }

  /// A batch of one span that is no side of an edge.
  private record SpanBatchOf(String service) {
    SpanBatch batch() {
      SpanBatch batch = new SpanBatch();
      int name = batch.strings().add(service);
      batch
          .resources()
          .attributes()
          .add(batch.strings().add("service.name"), ValueType.STRING, name);
      batch.resources().endRow(name, 0, 0, 0);
      batch.endRow();
      return batch;
    }
  }

  private static SpanBatch spans(Object file) {
    SpanBatch batch = new SpanBatch();
    Strings strings = batch.strings();
    for (Object ofResource : list(file, "resourceSpans")) {
      add(batch.resources().attributes(), strings, list(get(ofResource, "resource"), "attributes"));
      int resource = batch.resources().endRow(0, 0, 0, 0);
      for (Object ofScope : list(ofResource, "scopeSpans")) {
        for (Object span : list(ofScope, "spans")) {
          int row = batch.size();
          String trace = text(span, "traceId");
          batch.traceIdHigh(row, Long.parseUnsignedLong(trace.substring(0, 16), 16));
          batch.traceIdLow(row, Long.parseUnsignedLong(trace.substring(16), 16));
          batch.spanId(row, id(text(span, "spanId")));
          batch.parentSpanId(row, id(text(span, "parentSpanId")));
          batch.startNanos(row, Long.parseLong(text(span, "startTimeUnixNano")));
          batch.endNanos(row, Long.parseLong(text(span, "endTimeUnixNano")));
          batch.kind(row, SpanKind.of(Integer.parseInt(text(span, "kind"))));
          String code = text(get(span, "status"), "code");
          batch.status(row, SpanStatus.of(code.isEmpty() ? 0 : Integer.parseInt(code)));
          batch.resource(row, resource);
          add(batch.attributes(), strings, list(span, "attributes"));
          batch.endRow();
        }
      }
    }
    return batch;
  }

  private static long id(String hex) {
    return hex.isEmpty() ? 0 : Long.parseUnsignedLong(hex, 16);
  }

  private static void add(Attributes target, Strings strings, List<?> attributes) {
    for (Object each : attributes) {
      int value = strings.add(text(get(each, "value"), "stringValue"));
      target.add(strings.add(text(each, "key")), ValueType.STRING, value);
    }
  }

  private static List<String> expected(Object file) {
    List<String> lines = new ArrayList<>();
    for (Object ofResource : list(file, "resourceMetrics")) {
      for (Object ofScope : list(ofResource, "scopeMetrics")) {
        for (Object metric : list(ofScope, "metrics")) {
          for (Object point : list(get(metric, "sum"), "dataPoints")) {
            lines.add(text(metric, "name") + labels(point) + " " + text(point, "asInt"));
          }
          for (Object point : list(get(metric, "histogram"), "dataPoints")) {
            lines.add(text(metric, "name") + labels(point) + " " + histogram(point));
          }
        }
      }
    }
    return lines;
  }

  private static String histogram(Object point) {
    List<Double> bounds = new ArrayList<>();
    for (Object bound : list(point, "explicitBounds")) {
      bounds.add(((Number) bound).doubleValue());
    }
    return "%s sum %s {\"bounds\":%s,\"counts\":%s}"
        .formatted(
            text(point, "count"),
            Double.parseDouble(text(point, "sum")),
            bounds.toString().replace(" ", ""),
            list(point, "bucketCounts").toString().replace(" ", ""));
  }

  private static Map<String, String> labels(Object point) {
    Map<String, String> labels = new TreeMap<>();
    for (Object each : list(point, "attributes")) {
      Object value = get(each, "value");
      String flag = text(value, "boolValue");
      labels.put(text(each, "key"), flag.isEmpty() ? text(value, "stringValue") : flag);
    }
    return labels;
  }

  private static Object yaml(Path file) throws IOException {
    return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }

  /// A map as YAML in one line.
  private static String json(Object map) {
    StringBuilder text = new StringBuilder();
    switch (map) {
      case Map<?, ?> entries -> {
        entries.forEach((key, value) ->
            text.append(text.isEmpty() ? "" : ", ").append(key).append(": ").append(json(value)));
        return "{" + text + "}";
      }
      case List<?> items -> {
        items.forEach(item -> text.append(text.isEmpty() ? "" : ", ").append(json(item)));
        return "[" + text + "]";
      }
      case Object other -> {
        return other.toString();
      }
    }
  }

  private static Object get(Object map, String key) {
    Object value = map instanceof Map<?, ?> entries ? entries.get(key) : null;
    return value == null ? Map.of() : value;
  }

  private static List<?> list(Object map, String key) {
    return get(map, key) instanceof List<?> items ? items : List.of();
  }

  private static String text(Object map, String key) {
    Object value = get(map, key);
    return value instanceof Map ? "" : value.toString();
  }
}
