package dev.clew.query.promql.series;

/// Walks over series, each once, in any order; no two have the same labels. Used by one thread.
public interface SeriesCursor extends AutoCloseable {

  /// Steps to the next series, or says that there is none.
  boolean next();

  /// The labels of this series.
  Labels labels();

  /// Adds the samples of this series that lie in the window, in ascending order of their times,
  /// markers of staleness included. May be asked once for each series.
  void read(SampleBuffer samples);

  @Override
  void close();
}
