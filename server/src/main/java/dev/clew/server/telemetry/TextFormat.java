package dev.clew.server.telemetry;

import java.util.List;

/// The two texts in which Prometheus reads metrics.
public enum TextFormat {
  PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  TextFormat(String contentType) {
    this.contentType = contentType;
  }

  /// What a scraper gets that sent this `Accept` header.
  public static TextFormat accepted(String acceptHeader) {
    return acceptHeader.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
  }

  public String contentType() {
    return contentType;
  }

  void append(StringBuilder out, Family family) {
    String sample = sampleName(family);
    String described = this == OPEN_METRICS ? family.name() : sample;
    out.append("# HELP ").append(described).append(' ');
    appendEscaped(out, family.help(), this == OPEN_METRICS);
    out.append("\n# TYPE ").append(described).append(' ').append(family.type().text).append('\n');
    for (Series series : family.series()) {
      switch (series) {
        case Series.Sampled(var labels, var value) ->
            appendSample(out, sample, labels, value.getAsDouble());
        case Series.Ranged(_, var histogram) -> appendRanges(out, sample, histogram);
      }
    }
  }

  void appendEnd(StringBuilder out) {
    if (this == OPEN_METRICS) {
      out.append("# EOF\n");
    }
  }

  private static String sampleName(Family family) {
    return switch (family.type()) {
      case COUNTER -> family.name() + "_total";
      case GAUGE, HISTOGRAM -> family.name();
    };
  }

  private static void appendSample(
      StringBuilder out, String name, List<Label> labels, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    out.append(name);
    appendLabels(out, labels);
    out.append(' ').append(number(value)).append('\n');
  }

  private static void appendLabels(StringBuilder out, List<Label> labels) {
    String before = "{";
    for (Label label : labels) {
      out.append(before).append(label.key()).append("=\"");
      appendEscaped(out, label.value(), true);
      out.append('"');
      before = ",";
    }
    if (!labels.isEmpty()) {
      out.append('}');
    }
  }

  private static void appendRanges(StringBuilder out, String name, Histogram histogram) {
    long below = 0;
    for (int range = 0; range < histogram.ranges(); range++) {
      below += histogram.count(range);
      Label bound = new Label("le", number(histogram.upperBound(range)));
      appendSample(out, name + "_bucket", List.of(bound), (double) below);
    }
    appendSample(out, name + "_sum", List.of(), histogram.sum());
    appendSample(out, name + "_count", List.of(), (double) below);
  }

  private static String number(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static void appendEscaped(StringBuilder out, String text, boolean escapeQuotes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '"' -> out.append(escapeQuotes ? "\\\"" : "\"");
        default -> out.append(c);
      }
    }
  }
}
