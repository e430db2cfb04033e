package dev.clew.pipeline.count;

import dev.clew.model.Signal;
import dev.clew.pipeline.ottl.Context;

/// What can be counted, with the metric it is counted in where the file says nothing.
enum Counted {
  SPANS("spans", Context.SPAN, "trace.span.count", "spans"),
  SPAN_EVENTS("spanevents", Context.SPANEVENT, "trace.span.event.count", "span events"),
  METRICS("metrics", Context.METRIC, "metric.count", "metrics"),
  DATA_POINTS("datapoints", Context.DATAPOINT, "metric.datapoint.count", "data points"),
  LOGS("logs", Context.LOG, "log.record.count", "log records");

  private final String key;
  private final Context context;
  private final String metric;
  private final String plural;

  Counted(String key, Context context, String metric, String plural) {
    this.key = key;
    this.context = context;
    this.metric = metric;
    this.plural = plural;
  }

  /// Its key in the file.
  String key() {
    return key;
  }

  Context context() {
    return context;
  }

  boolean isOf(Signal signal) {
    return context.isOf(signal);
  }

  String defaultMetric() {
    return metric;
  }

  String defaultDescription() {
    return "The number of " + plural + " observed.";
  }
}
