package dev.clew.ingest.otlp;

import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Random metric requests with points of every type.
final class RandomMetrics {
  private final RandomGenerator random;
  private final RandomValues values;

  RandomMetrics(RandomGenerator random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  MetricsData metrics() {
    MetricsData.Builder data = MetricsData.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      ResourceMetrics.Builder group = ResourceMetrics.newBuilder().setSchemaUrl(values.text());
      if (values.chance(90)) {
        group.setResource(values.resource());
      }
      data.addResourceMetrics(group.addAllScopeMetrics(some(3, this::scopeMetrics)));
    }
    return data.build();
  }

  private ScopeMetrics scopeMetrics() {
    ScopeMetrics.Builder group = ScopeMetrics.newBuilder().setSchemaUrl(values.text());
    if (values.chance(90)) {
      group.setScope(values.scope());
    }
    return group.addAllMetrics(some(4, this::metric)).build();
  }

  private Metric metric() {
    Metric.Builder metric =
        Metric.newBuilder()
            .setName(values.text())
            .setUnit(values.text())
            .setDescription(values.text())
            .addAllMetadata(values.attributes());
    int temporality = random.nextInt(5) - 1;
    switch (random.nextInt(6)) {
      case 0 -> metric.setGauge(Gauge.newBuilder().addAllDataPoints(some(4, this::number)));
      case 1 ->
          metric.setSum(
              Sum.newBuilder()
                  .addAllDataPoints(some(4, this::number))
                  .setIsMonotonic(random.nextBoolean())
                  .setAggregationTemporalityValue(temporality));
      case 2 ->
          metric.setHistogram(
              Histogram.newBuilder()
                  .addAllDataPoints(some(3, this::histogram))
                  .setAggregationTemporalityValue(temporality));
      case 3 ->
          metric.setExponentialHistogram(
              ExponentialHistogram.newBuilder()
                  .addAllDataPoints(some(3, this::exponential))
                  .setAggregationTemporalityValue(temporality));
      case 4 -> metric.setSummary(Summary.newBuilder().addAllDataPoints(some(3, this::summary)));
      default -> {}
    }
    return metric.build();
  }

  private NumberDataPoint number() {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .addAllAttributes(values.attributes())
            .setStartTimeUnixNano(values.time())
            .setTimeUnixNano(values.time())
            .setFlags(random.nextInt(3))
            .addAllExemplars(some(2, this::exemplar));
    switch (random.nextInt(5)) {
      case 0, 1 -> point.setAsInt(values.integer());
      case 2, 3 -> point.setAsDouble(values.real());
      default -> {}
    }
    return point.build();
  }

  private HistogramDataPoint histogram() {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .addAllAttributes(values.attributes())
            .setStartTimeUnixNano(values.time())
            .setTimeUnixNano(values.time())
            .setCount(values.integer())
            .setFlags(random.nextInt(3))
            .addAllExplicitBounds(some(5, values::real))
            .addAllBucketCounts(some(5, values::integer))
            .addAllExemplars(some(2, this::exemplar));
    if (random.nextBoolean()) {
      point.setSum(values.real()).setMin(values.real());
    }
    if (random.nextBoolean()) {
      point.setMax(values.real());
    }
    return point.build();
  }

  private ExponentialHistogramDataPoint exponential() {
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .addAllAttributes(values.attributes())
            .setStartTimeUnixNano(values.time())
            .setTimeUnixNano(values.time())
            .setCount(values.integer())
            .setScale(random.nextInt(40) - 20)
            .setZeroCount(values.integer())
            .setZeroThreshold(values.real())
            .setFlags(random.nextInt(3))
            .addAllExemplars(some(2, this::exemplar));
    if (random.nextBoolean()) {
      point.setPositive(buckets()).setNegative(buckets()).setSum(values.real());
    }
    if (random.nextBoolean()) {
      point.setMin(values.real()).setMax(values.real());
    }
    return point.build();
  }

  private ExponentialHistogramDataPoint.Buckets buckets() {
    return ExponentialHistogramDataPoint.Buckets.newBuilder()
        .setOffset(random.nextInt())
        .addAllBucketCounts(some(5, values::integer))
        .build();
  }

  private SummaryDataPoint summary() {
    return SummaryDataPoint.newBuilder()
        .addAllAttributes(values.attributes())
        .setStartTimeUnixNano(values.time())
        .setTimeUnixNano(values.time())
        .setCount(values.integer())
        .setSum(values.real())
        .setFlags(random.nextInt(3))
        .addAllQuantileValues(some(3, this::quantile))
        .build();
  }

  private SummaryDataPoint.ValueAtQuantile quantile() {
    return SummaryDataPoint.ValueAtQuantile.newBuilder()
        .setQuantile(values.real())
        .setValue(values.real())
        .build();
  }

  private Exemplar exemplar() {
    Exemplar.Builder exemplar =
        Exemplar.newBuilder()
            .addAllFilteredAttributes(values.attributes())
            .setTimeUnixNano(values.time())
            .setTraceId(values.id(16))
            .setSpanId(values.id(8));
    switch (random.nextInt(3)) {
      case 0 -> exemplar.setAsInt(values.integer());
      case 1 -> exemplar.setAsDouble(values.real());
      default -> {}
    }
    return exemplar.build();
  }

  private <T> List<T> some(int below, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(below); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }
}
