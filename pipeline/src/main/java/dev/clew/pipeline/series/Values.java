package dev.clew.pipeline.series;

import dev.clew.model.PointBatch;
import dev.clew.model.PointDetail;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The values of the series of one metric, by slot.
sealed interface Values permits CounterValues, ExplicitValues, ExponentialValues {
  /// Makes room for so many slots.
  void reserve(int capacity);

  /// Counts one observation.
  ///
  /// @param nanos its duration, not negative
  void record(int slot, long nanos);

  /// Whether the slot has no observation.
  boolean isZero(int slot);

  /// Forgets the observations of a slot.
  void clear(int slot);

  /// Moves a slot to one below.
  void move(int from, int to);

  /// Sets type, value and count of the row of a batch that is being built, and begins its detail.
  ///
  /// @param isBirth whether to write a point without observations
  void write(int slot, boolean isBirth, PointBatch batch, PointDetail detail);

  void save(int slot, DataOutput out) throws IOException;

  void restore(int slot, DataInput in) throws IOException;

  long bytes();

  /// Most that one more slot may cost, arrays that double included.
  long bytesOfSeries();
}
