package dev.clew.ingest.otlp;

import dev.clew.model.PointBatch;
import dev.clew.model.PointType;

/// Writes protobuf `Metric` messages: one for each run of points that belong to one metric.
final class ProtoPointWriter {
  private static final int NAME = 1;
  private static final int DESCRIPTION = 2;
  private static final int UNIT = 3;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final int SUMMARY = 11;

  private static final int POINT = 1;
  private static final int TEMPORALITY = 2;
  private static final int IS_MONOTONIC = 3;

  private static final int START = 2;
  private static final int TIME = 3;

  private static final int NUMBER_REAL = 4;
  private static final int NUMBER_EXEMPLAR = 5;
  private static final int NUMBER_INTEGER = 6;
  private static final int NUMBER_ATTRIBUTE = 7;
  private static final int NUMBER_FLAGS = 8;

  private static final int COUNT = 4;
  private static final int TOTAL = 5;

  private static final int HISTOGRAM_EXEMPLAR = 8;
  private static final int HISTOGRAM_ATTRIBUTE = 9;
  private static final int HISTOGRAM_FLAGS = 10;
  private static final int HISTOGRAM_MIN = 11;
  private static final int HISTOGRAM_MAX = 12;

  private static final int EXPONENTIAL_ATTRIBUTE = 1;
  private static final int EXPONENTIAL_FLAGS = 10;
  private static final int EXPONENTIAL_EXEMPLAR = 11;
  private static final int EXPONENTIAL_MIN = 12;
  private static final int EXPONENTIAL_MAX = 13;

  private static final int SUMMARY_ATTRIBUTE = 7;
  private static final int SUMMARY_FLAGS = 8;

  private final ProtoPartWriter parts;
  private final ProtoWriter out;
  private final PointBatch batch;
  private final ProtoDetailWriter details;

  ProtoPointWriter(ProtoPartWriter parts, PointBatch batch) {
    this.parts = parts;
    this.out = parts.out();
    this.batch = batch;
    this.details = new ProtoDetailWriter(out, batch);
  }

  void metrics(int field, int[] rows, int from, int to) {
    int at = from;
    while (at < to) {
      int end = at + 1;
      while (end < to && isSameMetric(rows[at], rows[end])) {
        end++;
      }
      int mark = out.begin(field);
      parts.text(NAME, batch.metric(rows[at]));
      parts.text(DESCRIPTION, batch.description(rows[at]));
      parts.text(UNIT, batch.unit(rows[at]));
      data(rows, at, end);
      out.end(mark);
      at = end;
    }
  }

  private boolean isSameMetric(int left, int right) {
    return batch.metric(left) == batch.metric(right)
        && batch.unit(left) == batch.unit(right)
        && batch.description(left) == batch.description(right)
        && batch.type(left) == batch.type(right)
        && batch.temporality(left) == batch.temporality(right)
        && batch.isMonotonic(left) == batch.isMonotonic(right);
  }

  private void data(int[] rows, int from, int to) {
    int first = rows[from];
    PointType type = batch.type(first);
    int mark = out.begin(field(type));
    for (int i = from; i < to; i++) {
      point(rows[i], type);
    }
    parts.number(TEMPORALITY, batch.temporality(first));
    parts.number(IS_MONOTONIC, batch.isMonotonic(first) ? 1 : 0);
    out.end(mark);
  }

  private static int field(PointType type) {
    return switch (type) {
      case GAUGE -> GAUGE;
      case SUM -> SUM;
      case HISTOGRAM -> HISTOGRAM;
      case EXPONENTIAL_HISTOGRAM -> EXPONENTIAL_HISTOGRAM;
      case SUMMARY -> SUMMARY;
    };
  }

  private void point(int row, PointType type) {
    int mark = out.begin(POINT);
    parts.fixed64(START, batch.startNanos(row));
    parts.fixed64(TIME, batch.timeNanos(row));
    switch (type) {
      case GAUGE, SUM -> number(row);
      case HISTOGRAM -> histogram(row);
      case EXPONENTIAL_HISTOGRAM -> exponential(row);
      case SUMMARY -> summary(row);
    }
    out.end(mark);
  }

  private void number(int row) {
    details.read(row, NUMBER_EXEMPLAR);
    if (batch.isInteger(row)) {
      Long exact = details.exactInteger();
      out.fixed64(NUMBER_INTEGER, exact == null ? (long) batch.value(row) : exact);
    } else {
      out.real(NUMBER_REAL, batch.value(row));
    }
    parts.attributes(NUMBER_ATTRIBUTE, batch.attributes(), row);
    parts.number(NUMBER_FLAGS, Integer.toUnsignedLong(batch.flags(row)));
  }

  private void histogram(int row) {
    parts.fixed64(COUNT, batch.count(row));
    known(TOTAL, batch.value(row));
    details.read(row, HISTOGRAM_EXEMPLAR);
    parts.attributes(HISTOGRAM_ATTRIBUTE, batch.attributes(), row);
    parts.number(HISTOGRAM_FLAGS, Integer.toUnsignedLong(batch.flags(row)));
    known(HISTOGRAM_MIN, batch.min(row));
    known(HISTOGRAM_MAX, batch.max(row));
  }

  private void exponential(int row) {
    parts.attributes(EXPONENTIAL_ATTRIBUTE, batch.attributes(), row);
    parts.fixed64(COUNT, batch.count(row));
    known(TOTAL, batch.value(row));
    details.read(row, EXPONENTIAL_EXEMPLAR);
    parts.number(EXPONENTIAL_FLAGS, Integer.toUnsignedLong(batch.flags(row)));
    known(EXPONENTIAL_MIN, batch.min(row));
    known(EXPONENTIAL_MAX, batch.max(row));
  }

  private void summary(int row) {
    parts.fixed64(COUNT, batch.count(row));
    parts.fixed64(TOTAL, Double.doubleToRawLongBits(batch.value(row)));
    details.read(row, 0);
    parts.attributes(SUMMARY_ATTRIBUTE, batch.attributes(), row);
    parts.number(SUMMARY_FLAGS, Integer.toUnsignedLong(batch.flags(row)));
  }

  private void known(int field, double value) {
    if (!Double.isNaN(value)) {
      out.real(field, value);
    }
  }
}
