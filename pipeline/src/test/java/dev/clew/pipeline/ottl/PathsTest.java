package dev.clew.pipeline.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Batch;
import dev.clew.model.BatchEdits;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Otlp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathsTest {
  private static final String SPANS =
      """
      resourceSpans:
        - resource: {attributes: [{key: service.name, value: {stringValue: shop}}]}
          schemaUrl: https://schema
          scopeSpans:
            - scope: {name: lib, version: "2", attributes: [{key: s, value: {intValue: 1}}]}
              spans:
                - name: GET
                  traceId: "000102030405060708090a0b0c0d0e0f"
                  spanId: "0102030405060708"
                  kind: 2
                  startTimeUnixNano: "1000"
                  endTimeUnixNano: "3500"
                  traceState: a=1, b=two
                  droppedAttributesCount: 4
                  status: {code: 2, message: bad}
                  attributes: [{key: k, value: {stringValue: v}}]
                  events:
                    - name: first
                      timeUnixNano: "1100"
                    - name: exception
                      timeUnixNano: "1200"
                      attributes: [{key: e, value: {boolValue: true}}]
      """;

  private static final String POINTS =
      """
      resourceMetrics:
        - scopeMetrics:
            - metrics:
                - name: requests
                  unit: "1"
                  description: all
                  sum:
                    aggregationTemporality: 2
                    isMonotonic: true
                    dataPoints:
                      - {asInt: "9007199254740993", timeUnixNano: "5", startTimeUnixNano: "1"}
                      - {asDouble: 2.5, timeUnixNano: "6", flags: 1}
                - name: sizes
                  histogram:
                    aggregationTemporality: 1
                    dataPoints:
                      - count: "3"
                        sum: 7.5
                        timeUnixNano: "5"
                        explicitBounds: [1.0, 5.0]
                        bucketCounts: ["1", "1", "1"]
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "name == \"GET\"",
        "kind == SPAN_KIND_SERVER and kind.string == \"Server\"",
        "kind.deprecated_string == \"SPAN_KIND_SERVER\"",
        "status.code == STATUS_CODE_ERROR and status.message == \"bad\"",
        "trace_id == TraceID(0x000102030405060708090a0b0c0d0e0f)",
        "trace_id == 0x000102030405060708090a0b0c0d0e0f",
        "trace_id.string == \"000102030405060708090a0b0c0d0e0f\"",
        "span_id == SpanID(0x0102030405060708) and span_id.string == \"0102030405060708\"",
        "parent_span_id == SpanID(0x0000000000000000) and parent_span_id.string == \"\"",
        "IsRootSpan()",
        "trace_state == \"a=1, b=two\" and trace_state[\"b\"] == \"two\"",
        "trace_state[\"c\"] == \"\"",
        "start_time_unix_nano == 1000 and end_time_unix_nano == 3500",
        "end_time - start_time == Duration(\"2500ns\")",
        "dropped_attributes_count == 4 and dropped_events_count == 0",
        "dropped_links_count == 0 and Len(links) == 0 and Len(events) == 2",
        "attributes[\"k\"] == \"v\" and attributes == {\"k\": \"v\"}",
        "resource.attributes[\"service.name\"] == \"shop\"",
        "resource.schema_url == \"https://schema\"",
        "resource.dropped_attributes_count == 0",
        "instrumentation_scope.name == \"lib\" and instrumentation_scope.version == \"2\"",
        "instrumentation_scope.attributes[\"s\"] == 1",
      })
  void spanPathsReadTheirColumns(String condition) {
    assertThat(holds(Context.SPAN, condition, Otlp.spans(SPANS), 0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "name == \"exception\"",
        "spanevent.name == \"exception\" and span.name == \"GET\"",
        "time_unix_nano == 1200 and event_index == 1",
        "attributes[\"e\"] == true and attributes[\"k\"] == nil",
        "span.attributes[\"k\"] == \"v\" and span.kind == SPAN_KIND_SERVER",
        "resource.attributes[\"service.name\"] == \"shop\" and scope.name == \"lib\"",
        "dropped_attributes_count == 0",
      })
  void eventPathsReadTheEventAndItsSpan(String condition) {
    assertThat(holds(Context.SPANEVENT, condition, Otlp.spans(SPANS), 1)).isTrue();
    assertThat(holds(Context.SPANEVENT, "name == \"first\"", Otlp.spans(SPANS), 1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "0 | metric.name == \"requests\" and metric.unit == \"1\"",
        "0 | metric.description == \"all\" and metric.type == METRIC_DATA_TYPE_SUM",
        "0 | metric.is_monotonic == true",
        "0 | value_int == 9007199254740993 and value_double == 0.0",
        "0 | start_time_unix_nano == 1 and time_unix_nano == 5 and flags == FLAG_NONE",
        "0 | count == nil and sum == nil and bucket_counts == nil",
        "1 | value_double == 2.5 and value_int == 0 and flags == FLAG_NO_RECORDED_VALUE",
        "2 | count == 3 and sum == 7.5 and value_int == nil",
        "2 | explicit_bounds == [1.0, 5.0] and bucket_counts == [1, 1, 1]",
        "2 | metric.aggregation_temporality == AGGREGATION_TEMPORALITY_DELTA",
        "2 | scale == nil and zero_count == nil and positive.offset == nil",
      })
  void pointPathsReadTheirColumns(int row, String condition) {
    assertThat(holds(Context.DATAPOINT, condition, Otlp.points(POINTS), row)).isTrue();
  }

  @Test
  void aMetricIsTheRowOfAllItsPoints() {
    PointBatch points = Otlp.points(POINTS);

    assertThat(OttlConditions.metrics(points)).containsExactly(0, 2);
    assertThat(holds(Context.METRIC, "name == \"sizes\"", points, 1)).isTrue();
    assertThat(holds(Context.METRIC, "aggregation_temporality == 2", points, 0)).isTrue();
  }

  @Test
  void aChangedMetricIsChangedInAllItsPoints() {
    BatchEdits edits = new BatchEdits(Otlp.points(POINTS));
    run(Context.DATAPOINT, edits, "set(metric.name, \"renamed\") where value_double == 2.5");
    PointBatch changed = (PointBatch) edits.finish();

    for (int row = 0; row < 3; row++) {
      assertThat(changed.strings().get(changed.metric(row)))
          .isEqualTo(row < 2 ? "renamed" : "sizes");
    }
  }

  @Test
  void anExactIntegerStaysExact() {
    BatchEdits edits = new BatchEdits(Otlp.points(POINTS));
    run(Context.DATAPOINT, edits, "set(value_int, 9007199254740995) where value_double == 2.5");
    run(Context.DATAPOINT, edits, "set(value_double, 1.5) where value_int == 9007199254740993");
    PointBatch changed = (PointBatch) edits.finish();

    assertThat(holds(Context.DATAPOINT, "value_double == 1.5", changed, 0)).isTrue();
    assertThat(changed.detail(0)).isZero();
    assertThat(holds(Context.DATAPOINT, "value_int == 9007199254740995", changed, 1)).isTrue();
  }

  @Test
  void spansAndEventsCanBeChanged() {
    BatchEdits edits = new BatchEdits(Otlp.spans(SPANS));
    run(
        Context.SPAN,
        edits,
        "set(name, \"POST\")",
        "set(kind, SPAN_KIND_CLIENT)",
        "set(status.code, STATUS_CODE_OK)",
        "set(trace_state[\"b\"], \"three\")",
        "set(end_time, start_time + Duration(\"1us\"))",
        "set(parent_span_id, SpanID(0x0000000000000009))");
    run(
        Context.SPANEVENT,
        edits,
        "set(name, \"renamed\") where event_index == 0",
        "set(attributes[\"span\"], span.name)",
        "set(time_unix_nano, 1)");
    SpanBatch changed = (SpanBatch) edits.finish();

    String condition =
        "name == \"POST\" and kind.string == \"Client\" and status.code == 1"
            + " and trace_state == \"b=three,a=1\" and end_time_unix_nano == 2000"
            + " and not IsRootSpan()";
    assertThat(holds(Context.SPAN, condition, changed, 0)).isTrue();
    String ofEvent =
        "name == \"renamed\" and attributes[\"span\"] == \"POST\" and time_unix_nano == 1";
    assertThat(holds(Context.SPANEVENT, ofEvent, changed, 0)).isTrue();
  }

  private static void run(Context context, BatchEdits edits, String... statements) {
    OttlStatements.parse(context, List.of(statements), List.of())
        .run(edits, ErrorMode.PROPAGATE, new EvaluationErrors("test"));
  }

  private static boolean holds(Context context, String condition, Batch batch, int row) {
    return OttlConditions.parse(context, List.of(condition))
        .bind(batch, ErrorMode.PROPAGATE, new EvaluationErrors("test"))
        .test(row);
  }
}
