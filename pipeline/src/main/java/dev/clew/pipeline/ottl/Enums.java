package dev.clew.pipeline.ottl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names in upper case that stand for numbers.
final class Enums {
  private static final Map<String, Long> SPANS =
      numbered(
          "SPAN_KIND_",
          List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"),
          numbered("STATUS_CODE_", List.of("UNSET", "OK", "ERROR"), Map.of()));
  private static final Map<String, Long> POINTS =
      numbered(
          "METRIC_DATA_TYPE_",
          List.of("NONE", "GAUGE", "SUM", "HISTOGRAM", "EXPONENTIAL_HISTOGRAM", "SUMMARY"),
          numbered(
              "AGGREGATION_TEMPORALITY_",
              List.of("UNSPECIFIED", "DELTA", "CUMULATIVE"),
              Map.of("FLAG_NONE", 0L, "FLAG_NO_RECORDED_VALUE", 1L)));
  private static final Map<String, Long> LOGS = severities();

  private Enums() {}

  /// The number of a name in a context; null if it has none there.
  static @Nullable Long find(Context context, String name) {
    return switch (context) {
      case SPAN, SPANEVENT -> SPANS.get(name);
      case METRIC, DATAPOINT -> POINTS.get(name);
      case LOG -> LOGS.get(name);
      case RESOURCE, SCOPE -> null;
    };
  }

  private static Map<String, Long> severities() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    numbers.put("SEVERITY_NUMBER_UNSPECIFIED", 0L);
    long number = 1;
    for (String level : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")) {
      for (String step : List.of("", "2", "3", "4")) {
        numbers.put("SEVERITY_NUMBER_" + level + step, number++);
      }
    }
    return Map.copyOf(numbers);
  }

  private static Map<String, Long> numbered(
      String prefix, List<String> names, Map<String, Long> others) {
    Map<String, Long> numbers = new LinkedHashMap<>(others);
    for (int i = 0; i < names.size(); i++) {
      numbers.put(prefix + names.get(i), (long) i);
    }
    return Map.copyOf(numbers);
  }
}
