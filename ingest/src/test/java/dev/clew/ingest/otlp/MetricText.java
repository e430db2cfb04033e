package dev.clew.ingest.otlp;

import com.google.protobuf.ByteString;
import dev.clew.model.PointType;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a batch should say of a metric request, in the words of [BatchText].
final class MetricText {
  private final List<String> rows = new ArrayList<>();
  private long rejected;
  private String origins = "";

  MetricText(MetricsData data) {
    for (ResourceMetrics resource : data.getResourceMetricsList()) {
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        origins =
            MessageText.resource(resource.getResource(), resource.getSchemaUrl())
                + "\n"
                + MessageText.scope(scope.getScope(), scope.getSchemaUrl());
        scope.getMetricsList().forEach(this::metric);
      }
    }
  }

  List<String> rows() {
    return rows;
  }

  long rejected() {
    return rejected;
  }

  private void metric(Metric metric) {
    String shared =
        "metric " + metric.getName() + " " + metric.getUnit() + " " + metric.getDescription();
    switch (metric.getDataCase()) {
      case GAUGE ->
          metric
              .getGauge()
              .getDataPointsList()
              .forEach(point -> number(point, shared + " " + PointType.GAUGE + " 0 false"));
      case SUM -> {
        String kind =
            " SUM "
                + temporality(metric.getSum().getAggregationTemporalityValue())
                + " "
                + metric.getSum().getIsMonotonic();
        metric.getSum().getDataPointsList().forEach(point -> number(point, shared + kind));
      }
      case HISTOGRAM -> {
        int temporality = temporality(metric.getHistogram().getAggregationTemporalityValue());
        String kind = " HISTOGRAM " + temporality + " false";
        metric.getHistogram().getDataPointsList().forEach(each -> histogram(each, shared + kind));
      }
      case EXPONENTIAL_HISTOGRAM -> {
        int temporality =
            temporality(metric.getExponentialHistogram().getAggregationTemporalityValue());
        String kind = " EXPONENTIAL_HISTOGRAM " + temporality + " false";
        metric
            .getExponentialHistogram()
            .getDataPointsList()
            .forEach(point -> exponential(point, shared + kind));
      }
      case SUMMARY ->
          metric
              .getSummary()
              .getDataPointsList()
              .forEach(point -> summary(point, shared + " SUMMARY 0 false"));
      case DATA_NOT_SET -> {}
    }
  }

  private static int temporality(int number) {
    return number < 0 || number > 2 ? 0 : number;
  }

  private void number(NumberDataPoint point, String shared) {
    long integer = point.getAsInt();
    boolean isExact = integer == Long.MIN_VALUE || Math.abs(integer) <= 1L << 53;
    List<String> parts = new ArrayList<>();
    if (point.hasAsInt() && !isExact) {
      parts.add("\"int\":" + integer);
    }
    exemplars(parts, point.getExemplarsList());
    double value =
        point.hasAsInt() ? integer : point.hasAsDouble() ? point.getAsDouble() : Double.NaN;
    add(
        shared,
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        numbers(value, point.hasAsInt(), 0, Double.NaN, Double.NaN),
        point.getFlags(),
        point.getAttributesList(),
        parts);
  }

  private void histogram(HistogramDataPoint point, String shared) {
    List<String> parts = new ArrayList<>();
    if (point.getExplicitBoundsCount() > 0) {
      parts.add("\"bounds\":" + reals(point.getExplicitBoundsList()));
    }
    if (point.getBucketCountsCount() > 0) {
      parts.add("\"counts\":" + unsigned(point.getBucketCountsList()));
    }
    exemplars(parts, point.getExemplarsList());
    add(
        shared,
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        numbers(
            point.hasSum() ? point.getSum() : Double.NaN,
            false,
            point.getCount(),
            point.hasMin() ? point.getMin() : Double.NaN,
            point.hasMax() ? point.getMax() : Double.NaN),
        point.getFlags(),
        point.getAttributesList(),
        parts);
  }

  private void exponential(ExponentialHistogramDataPoint point, String shared) {
    List<String> parts = new ArrayList<>();
    parts.add("\"scale\":" + point.getScale());
    parts.add("\"zeroCount\":" + Long.toUnsignedString(point.getZeroCount()));
    if (point.getZeroThreshold() != 0) {
      parts.add("\"zeroThreshold\":" + MessageText.real(point.getZeroThreshold()));
    }
    buckets(parts, "positive", point.getPositive());
    buckets(parts, "negative", point.getNegative());
    exemplars(parts, point.getExemplarsList());
    add(
        shared,
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        numbers(
            point.hasSum() ? point.getSum() : Double.NaN,
            false,
            point.getCount(),
            point.hasMin() ? point.getMin() : Double.NaN,
            point.hasMax() ? point.getMax() : Double.NaN),
        point.getFlags(),
        point.getAttributesList(),
        parts);
  }

  private void summary(SummaryDataPoint point, String shared) {
    List<String> parts = new ArrayList<>();
    if (point.getQuantileValuesCount() > 0) {
      parts.add(
          point.getQuantileValuesList().stream()
              .map(each -> reals(List.of(each.getQuantile(), each.getValue())))
              .collect(Collectors.joining(",", "\"quantiles\":[", "]")));
    }
    add(
        shared,
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        numbers(point.getSum(), false, point.getCount(), Double.NaN, Double.NaN),
        point.getFlags(),
        point.getAttributesList(),
        parts);
  }

  private static String numbers(
      double value, boolean isInteger, long count, double min, double max) {
    return value + " " + isInteger + " " + count + " " + min + " " + max;
  }

  private void add(
      String shared,
      long start,
      long time,
      String numbers,
      int flags,
      List<KeyValue> attributes,
      List<String> parts) {
    if (start < 0 || time < 0) {
      rejected++;
      return;
    }
    rows.add(
        String.join(
            "\n",
            shared,
            start + " to " + (time == 0 ? TraceText.RECEIVED_NANOS : time) + " flags " + flags,
            numbers,
            parts.isEmpty() ? "" : "{" + String.join(",", parts) + "}",
            MessageText.attributes(attributes, 0).replaceFirst("-\\d+ $", "-0 "),
            origins));
  }

  private static void buckets(
      List<String> parts, String name, ExponentialHistogramDataPoint.Buckets buckets) {
    if (buckets.getBucketCountsCount() > 0) {
      parts.add(
          "\""
              + name
              + "\":{\"offset\":"
              + buckets.getOffset()
              + ",\"counts\":"
              + unsigned(buckets.getBucketCountsList())
              + "}");
    }
  }

  private static void exemplars(List<String> parts, List<Exemplar> exemplars) {
    if (!exemplars.isEmpty()) {
      parts.add(
          exemplars.stream()
              .map(MetricText::exemplar)
              .collect(Collectors.joining(",", "\"exemplars\":[", "]")));
    }
  }

  private static String exemplar(Exemplar exemplar) {
    String value =
        exemplar.hasAsInt()
            ? Long.toString(exemplar.getAsInt())
            : MessageText.real(exemplar.getAsDouble());
    String attributes =
        exemplar.getFilteredAttributesCount() == 0
            ? ""
            : ",\"attributes\":" + MessageText.map(exemplar.getFilteredAttributesList());
    return "{\"timeNanos\":"
        + Long.toUnsignedString(exemplar.getTimeUnixNano())
        + ",\"value\":"
        + value
        + id("traceId", exemplar.getTraceId(), 16)
        + id("spanId", exemplar.getSpanId(), 8)
        + attributes
        + "}";
  }

  private static String id(String name, ByteString id, int length) {
    return MessageText.isId(id, length) ? ",\"" + name + "\":\"" + MessageText.hex(id) + "\"" : "";
  }

  private static String reals(List<Double> values) {
    return values.stream().map(MessageText::real).collect(Collectors.joining(",", "[", "]"));
  }

  private static String unsigned(List<Long> values) {
    return values.stream().map(Long::toUnsignedString).collect(Collectors.joining(",", "[", "]"));
  }
}
