package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;
import static dev.clew.ingest.otlp.ProtoReader.VARINT;

import dev.clew.ingest.PointIntake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;

/// Reads protobuf `Metric` messages; [ProtoPoints] reads their data points.
///
/// The data of a metric is a `oneof`: of several kinds the last that was sent counts, so it is read
/// when the whole metric has been seen.
final class ProtoMetrics {
  private static final int NAME = 1 << 3 | BYTES;
  private static final int DESCRIPTION = 2 << 3 | BYTES;
  private static final int UNIT = 3 << 3 | BYTES;
  private static final int GAUGE = 5 << 3 | BYTES;
  private static final int SUM = 7 << 3 | BYTES;
  private static final int HISTOGRAM = 9 << 3 | BYTES;
  private static final int EXPONENTIAL_HISTOGRAM = 10 << 3 | BYTES;
  private static final int SUMMARY = 11 << 3 | BYTES;

  private static final int POINT = 1 << 3 | BYTES;
  private static final int TEMPORALITY = 2 << 3 | VARINT;
  private static final int IS_MONOTONIC = 3 << 3 | VARINT;

  private final PointIntake intake;
  private final PointBatch batch;
  private final TextIntake texts;
  private final ProtoPoints points;
  private final Pieces data = new Pieces();

  ProtoMetrics(PointIntake intake, ProtoValues values) {
    this.intake = intake;
    this.batch = intake.batch();
    this.texts = intake.texts();
    this.points = new ProtoPoints(intake, values);
  }

  void read(ProtoReader in) {
    int outer = in.enter();
    int first = batch.size();
    int kind = 0;
    data.clear();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case NAME -> intake.name(in.text(texts));
        case DESCRIPTION -> intake.description(in.text(texts));
        case UNIT -> intake.unit(in.text(texts));
        case GAUGE, SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY -> {
          if (tag != kind) {
            data.clear();
            kind = tag;
          }
          data.add(in);
        }
        default -> in.skip(tag);
      }
    }
    data(kind, data.reader());
    intake.endMetric(first);
    in.leave(outer);
  }

  private void data(int kind, ProtoReader in) {
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == POINT) {
        points.read(in, type(kind));
      } else if (tag == TEMPORALITY && kind != GAUGE && kind != SUMMARY) {
        intake.temporality((int) in.varint());
      } else if (tag == IS_MONOTONIC && kind == SUM) {
        intake.isMonotonic(in.varint() != 0);
      } else {
        in.skip(tag);
      }
    }
  }

  private static PointType type(int kind) {
    return switch (kind) {
      case GAUGE -> PointType.GAUGE;
      case SUM -> PointType.SUM;
      case HISTOGRAM -> PointType.HISTOGRAM;
      case EXPONENTIAL_HISTOGRAM -> PointType.EXPONENTIAL_HISTOGRAM;
      case SUMMARY -> PointType.SUMMARY;
      default -> throw new IllegalStateException("kind " + kind);
    };
  }
}
