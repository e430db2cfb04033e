package dev.clew.ingest.otlp;

import dev.clew.ingest.JsonReader;
import dev.clew.ingest.MetricDetail;
import dev.clew.ingest.PointIntake;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import java.io.IOException;

/// Reads JSON data points of all metric types.
final class JsonPoints {
  private final JsonReader in;
  private final JsonValues values;
  private final PointIntake intake;
  private final PointBatch batch;
  private final MetricDetail detail;

  JsonPoints(JsonReader in, JsonValues values, PointIntake intake) {
    this.in = in;
    this.values = values;
    this.intake = intake;
    this.batch = intake.batch();
    this.detail = intake.detail();
  }

  void read(PointType type) throws IOException {
    if (!intake.begin(type)) {
      in.skip();
      return;
    }
    in.enterObject();
    while (in.nextField()) {
      field(in.name(), type);
    }
    intake.end();
  }

  private void field(String name, PointType type) throws IOException {
    int row = batch.size();
    switch (name) {
      case "startTimeUnixNano" -> batch.startNanos(row, in.int64());
      case "timeUnixNano" -> batch.timeNanos(row, in.int64());
      case "attributes" -> values.attributes(intake.attributes());
      case "flags" -> batch.flags(row, in.int32());
      default -> {
        switch (type) {
          case GAUGE, SUM -> number(name);
          case HISTOGRAM -> histogram(name, row);
          case EXPONENTIAL_HISTOGRAM -> exponential(name, row);
          case SUMMARY -> summary(name, row);
        }
      }
    }
  }

  private void number(String name) throws IOException {
    switch (name) {
      case "asDouble" -> intake.real(in.real());
      case "asInt" -> intake.integer(in.int64());
      case "exemplars" -> exemplars();
      default -> in.skip();
    }
  }

  private void histogram(String name, int row) throws IOException {
    switch (name) {
      case "count" -> batch.count(row, in.int64());
      case "sum" -> intake.real(in.real());
      case "min" -> intake.min(in.real());
      case "max" -> intake.max(in.real());
      case "bucketCounts" -> {
        in.enterArray();
        while (in.nextElement()) {
          detail.count(in.int64());
        }
      }
      case "explicitBounds" -> {
        in.enterArray();
        while (in.nextElement()) {
          detail.bound(in.real());
        }
      }
      case "exemplars" -> exemplars();
      default -> in.skip();
    }
  }

  private void exponential(String name, int row) throws IOException {
    switch (name) {
      case "count" -> batch.count(row, in.int64());
      case "sum" -> intake.real(in.real());
      case "min" -> intake.min(in.real());
      case "max" -> intake.max(in.real());
      case "scale" -> detail.scale(in.int32());
      case "zeroCount" -> detail.zeroCount(in.int64());
      case "zeroThreshold" -> detail.zeroThreshold(in.real());
      case "positive" -> buckets(true);
      case "negative" -> buckets(false);
      case "exemplars" -> exemplars();
      default -> in.skip();
    }
  }

  private void buckets(boolean isPositive) throws IOException {
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "offset" -> detail.offset(isPositive, in.int32());
        case "bucketCounts" -> {
          in.enterArray();
          while (in.nextElement()) {
            detail.count(isPositive, in.int64());
          }
        }
        default -> in.skip();
      }
    }
  }

  private void summary(String name, int row) throws IOException {
    switch (name) {
      case "count" -> batch.count(row, in.int64());
      case "sum" -> intake.real(in.real());
      case "quantileValues" -> {
        in.enterArray();
        while (in.nextElement()) {
          quantile();
        }
      }
      default -> in.skip();
    }
  }

  private void quantile() throws IOException {
    double quantile = 0;
    double value = 0;
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "quantile" -> quantile = in.real();
        case "value" -> value = in.real();
        default -> in.skip();
      }
    }
    detail.quantile(quantile, value);
  }

  private void exemplars() throws IOException {
    in.enterArray();
    while (in.nextElement()) {
      if (detail.beginExemplar()) {
        exemplar();
      } else {
        in.skip();
      }
    }
  }

  private void exemplar() throws IOException {
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "timeUnixNano" -> detail.exemplarTimeNanos(in.int64());
        case "asDouble" -> detail.exemplarReal(in.real());
        case "asInt" -> detail.exemplarInteger(in.int64());
        case "traceId" -> {
          int length = in.hex();
          detail.exemplarTraceId(in.scratch(), 0, length);
        }
        case "spanId" -> {
          int length = in.hex();
          detail.exemplarSpanId(in.scratch(), 0, length);
        }
        case "filteredAttributes" -> {
          detail.beginExemplarAttributes();
          values.entries();
        }
        default -> in.skip();
      }
    }
    detail.endExemplar();
  }
}
