package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;
import static dev.clew.ingest.otlp.ProtoReader.FIXED64;
import static dev.clew.ingest.otlp.ProtoReader.VARINT;

import dev.clew.ingest.MetricDetail;
import dev.clew.ingest.PointIntake;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;

/// Reads protobuf data points of all metric types.
///
/// Repeated numbers come packed or one by one, and as doubles and fixed integers are 8 bytes either
/// way, both kinds are read by the same loops.
final class ProtoPoints {
  private static final int START = 2 << 3 | FIXED64;
  private static final int TIME = 3 << 3 | FIXED64;

  private static final int NUMBER_REAL = 4 << 3 | FIXED64;
  private static final int NUMBER_EXEMPLAR = 5 << 3 | BYTES;
  private static final int NUMBER_INTEGER = 6 << 3 | FIXED64;
  private static final int NUMBER_ATTRIBUTE = 7 << 3 | BYTES;
  private static final int NUMBER_FLAGS = 8 << 3 | VARINT;

  private static final int COUNT = 4 << 3 | FIXED64;
  private static final int SUM = 5 << 3 | FIXED64;

  private static final int HISTOGRAM_COUNT = 6 << 3 | FIXED64;
  private static final int HISTOGRAM_COUNTS = 6 << 3 | BYTES;
  private static final int HISTOGRAM_BOUND = 7 << 3 | FIXED64;
  private static final int HISTOGRAM_BOUNDS = 7 << 3 | BYTES;
  private static final int HISTOGRAM_EXEMPLAR = 8 << 3 | BYTES;
  private static final int HISTOGRAM_ATTRIBUTE = 9 << 3 | BYTES;
  private static final int HISTOGRAM_FLAGS = 10 << 3 | VARINT;
  private static final int HISTOGRAM_MIN = 11 << 3 | FIXED64;
  private static final int HISTOGRAM_MAX = 12 << 3 | FIXED64;

  private static final int EXPONENTIAL_ATTRIBUTE = 1 << 3 | BYTES;
  private static final int EXPONENTIAL_SCALE = 6 << 3 | VARINT;
  private static final int EXPONENTIAL_ZEROS = 7 << 3 | FIXED64;
  private static final int EXPONENTIAL_POSITIVE = 8 << 3 | BYTES;
  private static final int EXPONENTIAL_NEGATIVE = 9 << 3 | BYTES;
  private static final int EXPONENTIAL_FLAGS = 10 << 3 | VARINT;
  private static final int EXPONENTIAL_EXEMPLAR = 11 << 3 | BYTES;
  private static final int EXPONENTIAL_MIN = 12 << 3 | FIXED64;
  private static final int EXPONENTIAL_MAX = 13 << 3 | FIXED64;
  private static final int EXPONENTIAL_THRESHOLD = 14 << 3 | FIXED64;

  private static final int BUCKETS_OFFSET = 1 << 3 | VARINT;
  private static final int BUCKETS_COUNT = 2 << 3 | VARINT;
  private static final int BUCKETS_COUNTS = 2 << 3 | BYTES;

  private static final int SUMMARY_QUANTILE = 6 << 3 | BYTES;
  private static final int SUMMARY_ATTRIBUTE = 7 << 3 | BYTES;
  private static final int SUMMARY_FLAGS = 8 << 3 | VARINT;

  private static final int QUANTILE = 1 << 3 | FIXED64;
  private static final int QUANTILE_VALUE = 2 << 3 | FIXED64;

  private static final int EXEMPLAR_TIME = 2 << 3 | FIXED64;
  private static final int EXEMPLAR_REAL = 3 << 3 | FIXED64;
  private static final int EXEMPLAR_SPAN_ID = 4 << 3 | BYTES;
  private static final int EXEMPLAR_TRACE_ID = 5 << 3 | BYTES;
  private static final int EXEMPLAR_INTEGER = 6 << 3 | FIXED64;
  private static final int EXEMPLAR_ATTRIBUTE = 7 << 3 | BYTES;

  private final PointIntake intake;
  private final PointBatch batch;
  private final MetricDetail detail;
  private final ProtoValues values;

  ProtoPoints(PointIntake intake, ProtoValues values) {
    this.intake = intake;
    this.batch = intake.batch();
    this.detail = intake.detail();
    this.values = values;
  }

  void read(ProtoReader in, PointType type) {
    int outer = in.enter();
    if (intake.begin(type)) {
      while (in.hasMore()) {
        field(in, in.tag(), type);
      }
      intake.end();
    }
    in.leave(outer);
  }

  private void field(ProtoReader in, int tag, PointType type) {
    int row = batch.size();
    switch (tag) {
      case START -> batch.startNanos(row, in.fixed64());
      case TIME -> batch.timeNanos(row, in.fixed64());
      default -> {
        switch (type) {
          case GAUGE, SUM -> number(in, tag, row);
          case HISTOGRAM -> histogram(in, tag, row);
          case EXPONENTIAL_HISTOGRAM -> exponential(in, tag, row);
          case SUMMARY -> summary(in, tag, row);
        }
      }
    }
  }

  private void number(ProtoReader in, int tag, int row) {
    switch (tag) {
      case NUMBER_REAL -> intake.real(in.real());
      case NUMBER_INTEGER -> intake.integer(in.fixed64());
      case NUMBER_EXEMPLAR -> exemplar(in);
      case NUMBER_ATTRIBUTE -> values.attribute(in, intake.attributes());
      case NUMBER_FLAGS -> batch.flags(row, (int) in.varint());
      default -> in.skip(tag);
    }
  }

  private void histogram(ProtoReader in, int tag, int row) {
    switch (tag) {
      case COUNT -> batch.count(row, in.fixed64());
      case SUM -> intake.real(in.real());
      case HISTOGRAM_COUNT -> detail.count(in.fixed64());
      case HISTOGRAM_COUNTS -> {
        int outer = in.enter();
        while (in.hasMore()) {
          detail.count(in.fixed64());
        }
        in.leave(outer);
      }
      case HISTOGRAM_BOUND -> detail.bound(in.real());
      case HISTOGRAM_BOUNDS -> {
        int outer = in.enter();
        while (in.hasMore()) {
          detail.bound(in.real());
        }
        in.leave(outer);
      }
      case HISTOGRAM_EXEMPLAR -> exemplar(in);
      case HISTOGRAM_ATTRIBUTE -> values.attribute(in, intake.attributes());
      case HISTOGRAM_FLAGS -> batch.flags(row, (int) in.varint());
      case HISTOGRAM_MIN -> intake.min(in.real());
      case HISTOGRAM_MAX -> intake.max(in.real());
      default -> in.skip(tag);
    }
  }

  private void exponential(ProtoReader in, int tag, int row) {
    switch (tag) {
      case COUNT -> batch.count(row, in.fixed64());
      case SUM -> intake.real(in.real());
      case EXPONENTIAL_ATTRIBUTE -> values.attribute(in, intake.attributes());
      case EXPONENTIAL_SCALE -> detail.scale(in.zigzag());
      case EXPONENTIAL_ZEROS -> detail.zeroCount(in.fixed64());
      case EXPONENTIAL_POSITIVE -> buckets(in, true);
      case EXPONENTIAL_NEGATIVE -> buckets(in, false);
      case EXPONENTIAL_FLAGS -> batch.flags(row, (int) in.varint());
      case EXPONENTIAL_EXEMPLAR -> exemplar(in);
      case EXPONENTIAL_MIN -> intake.min(in.real());
      case EXPONENTIAL_MAX -> intake.max(in.real());
      case EXPONENTIAL_THRESHOLD -> detail.zeroThreshold(in.real());
      default -> in.skip(tag);
    }
  }

  private void buckets(ProtoReader in, boolean isPositive) {
    int outer = in.enter();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case BUCKETS_OFFSET -> detail.offset(isPositive, in.zigzag());
        case BUCKETS_COUNT -> detail.count(isPositive, in.varint());
        case BUCKETS_COUNTS -> {
          int list = in.enter();
          while (in.hasMore()) {
            detail.count(isPositive, in.varint());
          }
          in.leave(list);
        }
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void summary(ProtoReader in, int tag, int row) {
    switch (tag) {
      case COUNT -> batch.count(row, in.fixed64());
      case SUM -> intake.real(in.real());
      case SUMMARY_QUANTILE -> quantile(in);
      case SUMMARY_ATTRIBUTE -> values.attribute(in, intake.attributes());
      case SUMMARY_FLAGS -> batch.flags(row, (int) in.varint());
      default -> in.skip(tag);
    }
  }

  private void quantile(ProtoReader in) {
    int outer = in.enter();
    double quantile = 0;
    double value = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case QUANTILE -> quantile = in.real();
        case QUANTILE_VALUE -> value = in.real();
        default -> in.skip(tag);
      }
    }
    detail.quantile(quantile, value);
    in.leave(outer);
  }

  private void exemplar(ProtoReader in) {
    int outer = in.enter();
    if (detail.beginExemplar()) {
      while (in.hasMore()) {
        exemplarField(in, in.tag());
      }
      detail.endExemplar();
    }
    in.leave(outer);
  }

  private void exemplarField(ProtoReader in, int tag) {
    switch (tag) {
      case EXEMPLAR_TIME -> detail.exemplarTimeNanos(in.fixed64());
      case EXEMPLAR_REAL -> detail.exemplarReal(in.real());
      case EXEMPLAR_INTEGER -> detail.exemplarInteger(in.fixed64());
      case EXEMPLAR_TRACE_ID -> {
        int length = in.length();
        detail.exemplarTraceId(in.bytes(), in.advance(length), length);
      }
      case EXEMPLAR_SPAN_ID -> {
        int length = in.length();
        detail.exemplarSpanId(in.bytes(), in.advance(length), length);
      }
      case EXEMPLAR_ATTRIBUTE -> {
        detail.beginExemplarAttributes();
        values.entry(in);
      }
      default -> in.skip(tag);
    }
  }
}
