package dev.clew.pipeline.prometheus;

import dev.clew.pipeline.prometheus.Families.Family;
import dev.clew.pipeline.series.AttributeText;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes families as text.
///
/// An OpenMetrics page differs: it ends with `# EOF`, names counters without `_total` in their
/// heads, writes whole bounds with a point, times in seconds, and has exemplars.
final class Exposition {
  private static final int MILLIS = 1_000_000;
  private static final double MAX_PLAIN = 1e15;

  private final boolean isOpen;
  private final PageOptions options;
  private final Appendable out;
  private final StringBuilder line = new StringBuilder();

  Exposition(PageFormat format, PageOptions options, Appendable out) {
    isOpen = format == PageFormat.OPEN_METRICS;
    this.options = options;
    this.out = out;
  }

  void family(MergedFamily merged) throws IOException {
    if (merged.lines().isEmpty()) {
      return;
    }
    Family family = merged.family();
    String name = headName(family);
    if (!family.help().isEmpty()) {
      head("HELP", name, Escapes.help(family.help(), isOpen));
    }
    head("TYPE", name, type(family));
    for (Map.Entry<String, Stored> entry : merged.lines().entrySet()) {
      switch (family.type()) {
        case COUNTER -> counter(family.name(), entry.getKey(), entry.getValue());
        case GAUGE, INFO -> sample(family.name(), "", entry.getKey(), entry.getValue());
        case HISTOGRAM -> histogram(family.name(), entry.getKey(), entry.getValue());
        case SUMMARY -> summary(family.name(), entry.getKey(), entry.getValue());
      }
    }
  }

  private void head(String word, String name, String text) throws IOException {
    out.append("# ").append(word).append(' ').append(quoted(name)).append(' ').append(text);
    out.append('\n');
  }

  private static String quoted(String name) {
    if (PrometheusNames.isPlainMetric(name)) {
      return name;
    }
    StringBuilder quoted = new StringBuilder("\"");
    Escapes.value(name, quoted);
    return quoted.append('"').toString();
  }

  private String headName(Family family) {
    boolean isPlainCounter =
        family.type() == FamilyType.COUNTER && !family.name().endsWith("_total");
    return isOpen && !isPlainCounter ? family.withoutSuffix() : family.name();
  }

  private String type(Family family) {
    if (!isOpen && family.type() == FamilyType.INFO) {
      return FamilyType.GAUGE.toString();
    }
    // OpenMetrics has no counter whose lines do not end with _total.
    boolean isUnknown =
        isOpen && family.type() == FamilyType.COUNTER && !family.name().endsWith("_total");
    return isUnknown ? "unknown" : family.type().toString();
  }

  private void counter(String name, String labels, Stored stored) throws IOException {
    begin(name, "", labels, "", "");
    line.append(value(stored.value));
    time(stored);
    boolean hasExemplar = isOpen && name.endsWith("_total") && !stored.exemplars.isEmpty();
    end(hasExemplar ? stored.exemplars.getLast() : null);
  }

  private void sample(String name, String suffix, String labels, Stored stored) throws IOException {
    begin(name, suffix, labels, "", "");
    line.append(value(stored.value));
    time(stored);
    end(null);
  }

  private void histogram(String name, String labels, Stored stored) throws IOException {
    long count = stored.count;
    if (hasBuckets(stored)) {
      count = 0;
      double below = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < stored.bounds.length; i++) {
        count += stored.counts[i];
        if (Double.isFinite(stored.bounds[i])) {
          bucket(name, labels, bound(stored.bounds[i]), count, stored, below, stored.bounds[i]);
          below = stored.bounds[i];
        }
      }
      count += stored.counts[stored.bounds.length];
      bucket(name, labels, "+Inf", count, stored, below, Double.POSITIVE_INFINITY);
    } else {
      double lowest = Double.NEGATIVE_INFINITY;
      bucket(name, labels, "+Inf", count, stored, lowest, Double.POSITIVE_INFINITY);
    }
    sumAndCount(name, labels, count, stored);
  }

  private static boolean hasBuckets(Stored stored) {
    double[] bounds = stored.bounds;
    for (int i = 0; i < bounds.length; i++) {
      if (Double.isNaN(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1])) {
        return false;
      }
    }
    return stored.counts.length == bounds.length + 1;
  }

  private void bucket(
      String name, String labels, String bound, long count, Stored stored, double low, double high)
      throws IOException {
    begin(name, "_bucket", labels, "le", bound);
    line.append(Long.toUnsignedString(count));
    time(stored);
    end(isOpen ? exemplar(stored.exemplars, low, high) : null);
  }

  /// The latest exemplar above `low` and up to `high`.
  private static Detail.@Nullable Exemplar exemplar(
      List<Detail.Exemplar> exemplars, double low, double high) {
    Detail.Exemplar latest = null;
    for (Detail.Exemplar each : exemplars) {
      if (each.value() > low
          && each.value() <= high
          && (latest == null || each.timeNanos() > latest.timeNanos())) {
        latest = each;
      }
    }
    return latest;
  }

  private void summary(String name, String labels, Stored stored) throws IOException {
    for (int i = 0; i < stored.quantiles.length; i += 2) {
      begin(name, "", labels, "quantile", bound(stored.quantiles[i]));
      line.append(value(stored.quantiles[i + 1]));
      time(stored);
      end(null);
    }
    sumAndCount(name, labels, stored.count, stored);
  }

  private void sumAndCount(String name, String labels, long count, Stored stored)
      throws IOException {
    if (!Double.isNaN(stored.value)) {
      sample(name, "_sum", labels, stored);
    }
    begin(name, "_count", labels, "", "");
    line.append(Long.toUnsignedString(count));
    time(stored);
    end(null);
  }

  private void begin(String name, String suffix, String labels, String label, String value) {
    line.setLength(0);
    String full = name + suffix;
    boolean isPlain = PrometheusNames.isPlainMetric(full);
    if (isPlain) {
      line.append(full);
    }
    if (!isPlain || !labels.isEmpty() || !label.isEmpty()) {
      line.append('{');
      if (!isPlain) {
        line.append(quoted(full)).append(labels.isEmpty() && label.isEmpty() ? "" : ",");
      }
      line.append(labels);
      if (!label.isEmpty()) {
        line.append(labels.isEmpty() ? "" : ",").append(label).append("=\"").append(value);
        line.append('"');
      }
      line.append('}');
    }
    line.append(' ');
  }

  private void time(Stored stored) {
    if (options.sendsTimestamps()) {
      long millis = stored.timeNanos / MILLIS;
      line.append(' ').append(isOpen ? seconds(millis) : Long.toString(millis));
    }
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }

  private void end(Detail.@Nullable Exemplar exemplar) throws IOException {
    if (exemplar != null && !exemplar.traceId().isEmpty()) {
      line.append(" # {trace_id=\"").append(exemplar.traceId()).append('"');
      if (!exemplar.spanId().isEmpty()) {
        line.append(",span_id=\"").append(exemplar.spanId()).append('"');
      }
      line.append("} ").append(value(exemplar.value())).append(' ');
      line.append(seconds(exemplar.timeNanos() / MILLIS));
    }
    out.append(line.append('\n'));
  }

  /// A bound or quantile: OpenMetrics wants a point in whole ones.
  private String bound(double value) {
    String text = value(value);
    boolean isWhole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return isOpen && isWhole ? text + ".0" : text;
  }

  private static String value(double value) {
    return value == Math.rint(value) && Math.abs(value) < MAX_PLAIN
        ? Long.toString((long) value)
        : AttributeText.shortest(value);
  }

  void end() throws IOException {
    if (isOpen) {
      out.append("# EOF\n");
    }
  }
}
