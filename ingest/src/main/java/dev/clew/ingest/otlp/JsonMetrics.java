package dev.clew.ingest.otlp;

import dev.clew.ingest.JsonReader;
import dev.clew.ingest.PointIntake;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import java.io.IOException;
import java.util.Map;

/// Reads JSON metrics; [JsonPoints] reads their data points. A metric of two types is refused.
final class JsonMetrics {
  private static final Map<String, PointType> TYPES =
      Map.of(
          "gauge",
          PointType.GAUGE,
          "sum",
          PointType.SUM,
          "histogram",
          PointType.HISTOGRAM,
          "exponentialHistogram",
          PointType.EXPONENTIAL_HISTOGRAM,
          "summary",
          PointType.SUMMARY);
  private static final Map<String, Integer> TEMPORALITIES =
      Map.of("AGGREGATION_TEMPORALITY_DELTA", 1, "AGGREGATION_TEMPORALITY_CUMULATIVE", 2);

  private final JsonReader in;
  private final PointIntake intake;
  private final PointBatch batch;
  private final JsonPoints points;

  JsonMetrics(JsonReader in, JsonValues values, PointIntake intake) {
    this.in = in;
    this.intake = intake;
    this.batch = intake.batch();
    this.points = new JsonPoints(in, values, intake);
  }

  void read() throws IOException {
    int first = batch.size();
    boolean hasData = false;
    in.enterObject();
    while (in.nextField()) {
      PointType type = TYPES.get(in.name());
      if (type == null) {
        field();
      } else if (hasData) {
        throw in.malformed("a second type for the same metric");
      } else {
        hasData = true;
        data(type);
      }
    }
    intake.endMetric(first);
  }

  private void field() throws IOException {
    switch (in.name()) {
      case "name" -> intake.name(in.text());
      case "description" -> intake.description(in.text());
      case "unit" -> intake.unit(in.text());
      default -> in.skip();
    }
  }

  private void data(PointType type) throws IOException {
    in.enterObject();
    while (in.nextField()) {
      String name = in.name();
      if (name.equals("dataPoints")) {
        in.enterArray();
        while (in.nextElement()) {
          points.read(type);
        }
      } else if (name.equals("aggregationTemporality") && hasTemporality(type)) {
        intake.temporality(in.enumNumber(TEMPORALITIES));
      } else if (name.equals("isMonotonic") && type == PointType.SUM) {
        intake.isMonotonic(in.bool());
      } else {
        in.skip();
      }
    }
  }

  private static boolean hasTemporality(PointType type) {
    return switch (type) {
      case SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM -> true;
      case GAUGE, SUMMARY -> false;
    };
  }
}
