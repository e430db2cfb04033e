package dev.clew.query.promql.run;

import dev.clew.query.promql.Decimals;
import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a query found strange in the data, each thing once. Of one text in several places the last
/// counts.
final class Annotations {
  private static final int MAX_SHOWN = 10;

  /// Texts that are told apart; there may be one for each name of a metric.
  private static final int MAX_KEPT = 1_000;

  private final Map<String, Place> warnings = new LinkedHashMap<>();
  private final Map<String, Place> infos = new LinkedHashMap<>();
  private final Map<String, MonotonicityFixes> fixes = new LinkedHashMap<>();

  void warn(String text, Place place) {
    put(warnings, "PromQL warning: " + text, place);
  }

  void inform(String text, Place place) {
    put(infos, "PromQL info: " + text, place);
  }

  private static <T> void put(Map<String, T> texts, String text, T value) {
    if (texts.size() < MAX_KEPT || texts.containsKey(text)) {
      texts.put(text, value);
    }
  }

  void warnOfQuantile(double quantile, Place place) {
    if (!(quantile >= 0 && quantile <= 1)) {
      warn("quantile value should be between 0 and 1, got " + Decimals.general(quantile), place);
    }
  }

  void warnOfMix(String metric, Place place) {
    warn("encountered a mix of histograms and floats" + named(metric), place);
  }

  /// An operator has no meaning between a float and a native histogram, or between two of those.
  void informOfTypes(Binary binary, boolean isLeftHistogram, boolean isRightHistogram) {
    String operator = binary.operator().text();
    inform(
        "incompatible sample types encountered for binary operator \"%s\": %s %s %s"
            .formatted(
                operator,
                isLeftHistogram ? "histogram" : "float",
                operator,
                isRightHistogram ? "histogram" : "float"),
        binary.place());
  }

  /// Native histograms have no form in a result yet; they are not left out silently.
  void warnOfLeftOut(String metric, Place place) {
    warn("native histogram samples are left out of the result" + named(metric), place);
  }

  /// The fixes of the buckets of one metric, to be added to.
  MonotonicityFixes fixes(String metric, Place place) {
    MonotonicityFixes known = fixes.get(metric);
    if (known != null) {
      return known;
    }
    MonotonicityFixes added = new MonotonicityFixes(place);
    if (fixes.size() < MAX_KEPT) {
      fixes.put(metric, added);
    }
    return added;
  }

  /// ` for metric name "x"`, or nothing where there is no name.
  static String named(String metric) {
    return metric.isEmpty() ? "" : " for metric name " + Quotes.quote(metric);
  }

  List<String> warnings(String query) {
    return shown(warnings, query, "warning");
  }

  List<String> infos(String query) {
    Map<String, Place> all = new LinkedHashMap<>(infos);
    fixes.forEach((metric, fix) -> all.put("PromQL info: " + fix.text(metric), fix.place()));
    return shown(all, query, "info");
  }

  private static List<String> shown(Map<String, Place> texts, String query, String kind) {
    List<String> shown = new ArrayList<>();
    texts.forEach((text, place) -> {
      if (shown.size() < MAX_SHOWN) {
        shown.add("%s (%s)".formatted(text, PromQl.position(query, place.start())));
      }
    });
    int more = texts.size() - shown.size();
    if (more > 0) {
      shown.add("%d more %s annotations omitted".formatted(more, kind));
    }
    return shown;
  }
}
