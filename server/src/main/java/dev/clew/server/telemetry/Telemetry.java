package dev.clew.server.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// The series that the server shows about itself, in the order in which they were named.
///
/// Counters are named without `_total`, which the text adds. Series are added while the server is
/// wired; reading and counting may happen at any time.
public final class Telemetry {
  private static final int MAX_SERIES = 2_000;

  private final Map<String, Family> families = new LinkedHashMap<>();
  private int seriesCount;

  /// Adds a counter.
  public Counter counter(String name, String help, Label... labels) {
    Counter counter = new Counter();
    add(name, help, Family.Type.COUNTER, new Series.Sampled(List.of(labels), counter::value));
    return counter;
  }

  /// Adds a counter whose value is kept elsewhere.
  public void counter(String name, String help, DoubleSupplier value, Label... labels) {
    add(name, help, Family.Type.COUNTER, new Series.Sampled(List.of(labels), value));
  }

  /// Adds a value that rises and falls; one that is NaN when read is left out.
  public void gauge(String name, String help, DoubleSupplier value, Label... labels) {
    add(name, help, Family.Type.GAUGE, new Series.Sampled(List.of(labels), value));
  }

  /// Adds a histogram.
  ///
  /// @param upperBounds rising; a last, open range is added
  public Histogram histogram(String name, String help, double... upperBounds) {
    Histogram histogram = new Histogram(upperBounds);
    add(name, help, Family.Type.HISTOGRAM, new Series.Ranged(List.of(), histogram));
    return histogram;
  }

  /// All series as text.
  public synchronized String text(TextFormat format) {
    StringBuilder out = new StringBuilder(16_384);
    for (Family family : families.values()) {
      format.append(out, family);
    }
    format.appendEnd(out);
    return out.toString();
  }

  private synchronized void add(String name, String help, Family.Type type, Series series) {
    if (seriesCount == MAX_SERIES) {
      throw new IllegalStateException("more than " + MAX_SERIES + " series: " + name);
    }
    families.computeIfAbsent(name, _ -> new Family(name, help, type)).add(type, series);
    seriesCount++;
  }
}
