package dev.clew.examples.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Writes the members of a metric.
final class MetricJson {
  private static final int CUMULATIVE = 2;

  private final JsonGenerator json;
  private final OtlpJson otlp;

  MetricJson(JsonGenerator json, OtlpJson otlp) {
    this.json = json;
    this.otlp = otlp;
  }

  void write(Metric metric) throws IOException {
    json.writeStringField("name", metric.name());
    json.writeStringField("unit", metric.unit());
    switch (metric.data()) {
      case Metric.Data.Counter(var points) -> {
        json.writeObjectFieldStart("sum");
        json.writeNumberField("aggregationTemporality", CUMULATIVE);
        json.writeBooleanField("isMonotonic", true);
        otlp.objects("dataPoints", points, this::number);
      }
      case Metric.Data.Gauge(var points) -> {
        json.writeObjectFieldStart("gauge");
        otlp.objects("dataPoints", points, this::number);
      }
      case Metric.Data.Histogram(var points) -> {
        json.writeObjectFieldStart("histogram");
        json.writeNumberField("aggregationTemporality", CUMULATIVE);
        otlp.objects("dataPoints", points, this::distribution);
      }
    }
    json.writeEndObject();
  }

  private void number(Metric.Reading point) throws IOException {
    otlp.attributes(point.attributes());
    otlp.whole("startTimeUnixNano", point.startNanos());
    otlp.whole("timeUnixNano", point.atNanos());
    otlp.whole("asInt", point.value());
    otlp.objects("exemplars", point.exemplars(), this::exemplar);
  }

  private void distribution(Metric.Distribution point) throws IOException {
    otlp.attributes(point.attributes());
    otlp.whole("startTimeUnixNano", point.startNanos());
    otlp.whole("timeUnixNano", point.atNanos());
    otlp.whole("count", point.counts().stream().mapToLong(Long::longValue).sum());
    json.writeNumberField("sum", point.sum());
    json.writeArrayFieldStart("bucketCounts");
    for (Long count : point.counts()) {
      json.writeString(count.toString());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("explicitBounds");
    for (double bound : point.bounds()) {
      json.writeNumber(bound);
    }
    json.writeEndArray();
    otlp.objects("exemplars", point.exemplars(), this::exemplar);
  }

  private void exemplar(Metric.Exemplar exemplar) throws IOException {
    otlp.whole("timeUnixNano", exemplar.atNanos());
    json.writeNumberField("asDouble", exemplar.value());
    json.writeStringField("traceId", exemplar.traceId().toString());
    json.writeStringField("spanId", SpanIds.hex(exemplar.spanId()));
  }
}
