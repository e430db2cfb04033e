package dev.clew.examples.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OtlpJsonTest {
  private static final Resource RESOURCE =
      new Resource("gateway", "1.2", "gateway-1", "10.0.0.1", "test");
  private static final TraceId TRACE = new TraceId(0x1L, -1L);

  @Test
  void spanHasAllItsParts() throws Exception {
    Span span =
        new Span(
            RESOURCE,
            TRACE,
            0xabcL,
            0x12L,
            true,
            Span.Kind.CONSUMER,
            "audit.events process",
            1_700_000_000_000_000_001L,
            1_700_000_000_000_000_002L,
            Span.Status.ERROR,
            everyShape(),
            List.of(new Span.Event(1_700_000_000_000_000_001L, "exception", everyShape())),
            List.of(new Span.Link(TRACE, 0x13L, Attributes.none())));

    JsonNode body = sent(Parcel.ofSpans(List.of(span)));

    JsonNode written = body.at("/resourceSpans/0/scopeSpans/0/spans/0");
    assertThat(written.at("/traceId").textValue()).isEqualTo("0000000000000001ffffffffffffffff");
    assertThat(written.at("/spanId").textValue()).isEqualTo("0000000000000abc");
    assertThat(written.at("/parentSpanId").textValue()).isEqualTo("0000000000000012");
    assertThat(written.at("/kind").intValue()).isEqualTo(5);
    assertThat(written.at("/flags").intValue()).isEqualTo(0x301);
    assertThat(written.at("/startTimeUnixNano").textValue()).isEqualTo("1700000000000000001");
    assertThat(written.at("/status/code").intValue()).isEqualTo(2);
    assertThat(written.at("/events/0/name").textValue()).isEqualTo("exception");
    assertThat(written.at("/links/0/spanId").textValue()).isEqualTo("0000000000000013");
  }

  @Test
  void valuesKeepTheirTypes() throws Exception {
    LogRecord log =
        new LogRecord(
            RESOURCE, TRACE, 5, 6, LogRecord.Severity.WARN, "login", everyShape(), everyShape());

    JsonNode values =
        sent(Parcel.ofLogs(List.of(log))).at("/resourceLogs/0/scopeLogs/0/logRecords/0/attributes");

    assertThat(values.at("/0/value").toString()).isEqualTo("{\"stringValue\":\"a \\\"b\\\"\"}");
    assertThat(values.at("/1/value").toString()).isEqualTo("{\"intValue\":\"9007199254740993\"}");
    assertThat(values.at("/2/value").toString()).isEqualTo("{\"doubleValue\":0.5}");
    assertThat(values.at("/3/value").toString()).isEqualTo("{\"boolValue\":true}");
    assertThat(values.at("/4/value").toString())
        .isEqualTo(
            "{\"arrayValue\":{\"values\":[{\"stringValue\":\"x\"},{\"stringValue\":\"y\"}]}}");
    assertThat(values.at("/5/value").toString())
        .isEqualTo(
            "{\"kvlistValue\":{\"values\":[{\"key\":\"inner\",\"value\":{\"intValue\":\"1\"}}]}}");
  }

  @Test
  void itemsStandUnderTheirResource() throws Exception {
    Resource other = new Resource("identity", "1", "identity-1", "10.0.0.2", "test");
    List<LogRecord> logs = List.of(log(RESOURCE, "one"), log(other, "two"), log(RESOURCE, "three"));

    JsonNode resources = sent(Parcel.ofLogs(logs)).at("/resourceLogs");

    assertThat(resources).hasSize(2);
    assertThat(resources.at("/0/resource/attributes/0/value/stringValue").textValue())
        .isEqualTo("gateway");
    assertThat(resources.at("/0/scopeLogs/0/logRecords").findValuesAsText("eventName"))
        .containsExactly("one", "three");
  }

  @Test
  void metricsOfEachKindFollowTheSchema() throws Exception {
    Metric.Exemplar exemplar = new Metric.Exemplar(3, 0.2, TRACE, 5);
    Metric.Reading reading = new Metric.Reading(everyShape(), 1, 2, 1L << 53, List.of(exemplar));
    Metric.Distribution distribution =
        new Metric.Distribution(
            everyShape(), 1, 2, 0.7, List.of(0.1, 1.0), List.of(1L, 2L, 0L), List.of(exemplar));

    JsonNode body =
        sent(
            Parcel.ofMetrics(
                List.of(
                    new Metric(RESOURCE, "a", "1", new Metric.Data.Counter(List.of(reading))),
                    new Metric(RESOURCE, "b", "1", new Metric.Data.Gauge(List.of(reading))),
                    new Metric(
                        RESOURCE, "c", "s", new Metric.Data.Histogram(List.of(distribution))))));

    JsonNode metrics = body.at("/resourceMetrics/0/scopeMetrics/0/metrics");
    assertThat(metrics.at("/0/sum/dataPoints/0/asInt").textValue()).isEqualTo("9007199254740992");
    assertThat(metrics.at("/0/sum/isMonotonic").booleanValue()).isTrue();
    assertThat(metrics.at("/1/gauge/dataPoints")).hasSize(1);
    assertThat(metrics.at("/2/histogram/dataPoints/0/count").textValue()).isEqualTo("3");
    assertThat(metrics.at("/2/histogram/dataPoints/0/bucketCounts")).hasSize(3);
    assertThat(metrics.at("/2/histogram/dataPoints/0/exemplars/0/traceId").textValue())
        .isEqualTo(TRACE.toString());
  }

  private static LogRecord log(Resource resource, String event) {
    return new LogRecord(
        resource,
        TRACE,
        5,
        6,
        LogRecord.Severity.INFO,
        event,
        Attributes.none(),
        Attributes.none());
  }

  private static Attributes everyShape() {
    return Attributes.none()
        .with("text", "a \"b\"")
        .with("whole", 9_007_199_254_740_993L)
        .with("real", 0.5)
        .with("truth", true)
        .with("texts", List.of("x", "y"))
        .with("fields", new Attributes.Value.Fields(Attributes.none().with("inner", 1)));
  }

  private static JsonNode sent(Parcel parcel) throws Exception {
    try (Sink sink = Sink.open()) {
      try (OtlpExporter exporter =
          new OtlpExporter(sink.url(), 1, Duration.ofSeconds(5), new FakeClock(Instant.EPOCH))) {
        exporter.start();
        exporter.offer(parcel);
      }
      return OtlpSchema.check(sink.received().getFirst());
    }
  }
}
