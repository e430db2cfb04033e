package dev.clew.pipeline.series;

/// How much the series of one metric may grow to.
///
/// @param maxSeries series of the metric in one instance of its stage, those for what does not fit
///   included
/// @param maxSeriesOfGroup as `maxSeries`, within one resource; 0 for no limit of its own
/// @param maxBytes memory of the series and their texts
public record SeriesBudget(int maxSeries, int maxSeriesOfGroup, long maxBytes) {
  /// Room for an attack's addresses to be seen, where 2000 series would hide them.
  public static final SeriesBudget DEFAULT = new SeriesBudget(100_000, 0, 96L << 20);

  public SeriesBudget {
    if (maxSeries < 2) {
      throw new IllegalArgumentException("room for %d series, needs 2".formatted(maxSeries));
    }
    if (maxSeriesOfGroup < 0 || maxBytes < 0) {
      throw new IllegalArgumentException(
          "limits of %d series, %d bytes".formatted(maxSeriesOfGroup, maxBytes));
    }
  }

  /// The same with another limit within one resource.
  public SeriesBudget withGroupLimit(int series) {
    return new SeriesBudget(maxSeries, series, maxBytes);
  }
}
