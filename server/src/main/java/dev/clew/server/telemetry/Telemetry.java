package dev.clew.server.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// The series that the server shows about itself, in the order in which they were named.
///
/// Counters are named without `_total`, which the text adds. Series are added while the server is
/// wired; reading and counting may happen at any time.
public final class Telemetry {
  private static final int MAX_SERIES = 2_000;

  private final Map<String, Family> families = new LinkedHashMap<>();
  private final List<Supplier<List<Reading>>> sources = new ArrayList<>();
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

  /// Adds series that are not known before they are read. No two may have the same name and labels,
  /// nor a name that was added otherwise; beyond the greatest number they are left out.
  public synchronized void source(Supplier<List<Reading>> readings) {
    sources.add(readings);
  }

  /// All series as text.
  public synchronized String text(TextFormat format) {
    StringBuilder out = new StringBuilder(16_384);
    for (Family family : families.values()) {
      format.append(out, family);
    }
    readFamilies().forEach(family -> format.append(out, family));
    format.appendEnd(out);
    return out.toString();
  }

  private Collection<Family> readFamilies() {
    Map<String, Family> read = new LinkedHashMap<>();
    sources.stream()
        .flatMap(source -> source.get().stream())
        .limit(MAX_SERIES)
        .forEach(reading -> {
          Family.Type type = reading.isCounter() ? Family.Type.COUNTER : Family.Type.GAUGE;
          read.computeIfAbsent(
                  reading.name(), _ -> new Family(reading.name(), reading.help(), type))
              .add(type, new Series.Sampled(reading.labels(), reading::value));
        });
    return read.values();
  }

  private synchronized void add(String name, String help, Family.Type type, Series series) {
    if (seriesCount == MAX_SERIES) {
      throw new IllegalStateException("more than " + MAX_SERIES + " series: " + name);
    }
    families.computeIfAbsent(name, _ -> new Family(name, help, type)).add(type, series);
    seriesCount++;
  }
}
