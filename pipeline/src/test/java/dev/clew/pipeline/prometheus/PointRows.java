package dev.clew.pipeline.prometheus;

import dev.clew.model.Attributes;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.ValueType;

/// Builds a batch of points.
final class PointRows {
  static final byte DELTA = 1;
  static final byte CUMULATIVE = 2;

  private final PointBatch batch = new PointBatch();
  private int resource;
  private final int scope;

  PointRows() {
    scope = batch.scopes().endRow(0, 0, 0, 0);
  }

  PointRows resource(String... attributes) {
    add(batch.resources().attributes(), attributes);
    resource = batch.resources().endRow(0, 0, 0, 0);
    return this;
  }

  PointRows gauge(String name, long time, double value, String... attributes) {
    return end(name, "", PointType.GAUGE, (byte) 0, 0, time, value, attributes);
  }

  PointRows counter(String name, long time, double value, String... attributes) {
    batch.isMonotonic(batch.size(), true);
    return end(name, "", PointType.SUM, CUMULATIVE, 0, time, value, attributes);
  }

  PointRows delta(String name, long start, long time, double value, String... attributes) {
    batch.isMonotonic(batch.size(), true);
    return end(name, "", PointType.SUM, DELTA, start, time, value, attributes);
  }

  PointRows sum(String name, byte temporality, long time, double value) {
    return end(name, "", PointType.SUM, temporality, 0, time, value);
  }

  PointRows histogram(
      String name, byte temporality, long start, long time, long count, String detail) {
    batch.count(batch.size(), count);
    batch.detail(batch.size(), batch.strings().add(detail));
    return end(name, "ms", PointType.HISTOGRAM, temporality, start, time, count * 10.0);
  }

  PointRows summary(String name, long time, long count, String detail) {
    batch.count(batch.size(), count);
    batch.detail(batch.size(), batch.strings().add(detail));
    return end(name, "", PointType.SUMMARY, (byte) 0, 0, time, count * 10.0);
  }

  PointRows exponential(String name, long time, long count) {
    batch.count(batch.size(), count);
    batch.detail(batch.size(), batch.strings().add("{\"scale\":3,\"zeroCount\":2}"));
    return end(name, "", PointType.EXPONENTIAL_HISTOGRAM, CUMULATIVE, 0, time, count * 10.0);
  }

  PointRows withoutValue(String name, long time, String... attributes) {
    batch.flags(batch.size(), 1);
    return gauge(name, time, 0, attributes);
  }

  private PointRows end(
      String name,
      String unit,
      PointType type,
      byte temporality,
      long start,
      long time,
      double value,
      String... attributes) {
    int row = batch.size();
    batch.metric(row, batch.strings().add(name));
    batch.unit(row, batch.strings().add(unit));
    batch.description(row, batch.strings().add("About " + name));
    batch.type(row, type);
    batch.temporality(row, temporality);
    batch.startNanos(row, start);
    batch.timeNanos(row, time);
    batch.value(row, value);
    batch.resource(row, resource);
    batch.scope(row, scope);
    add(batch.attributes(), attributes);
    batch.endRow();
    return this;
  }

  private void add(Attributes target, String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      int value = batch.strings().add(attributes[i + 1]);
      target.add(batch.strings().add(attributes[i]), ValueType.STRING, value);
    }
  }

  PointBatch batch() {
    if (batch.resources().size() == 0) {
      batch.resources().endRow(0, 0, 0, 0);
    }
    return batch;
  }
}
