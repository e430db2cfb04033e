package dev.clew.server.collector;

import dev.clew.model.Batch;

/// Takes what ends in Clew's own store.
@FunctionalInterface
public interface Storing {
  /// @param offset of the record that the rows come of
  void store(Batch batch, int partition, long offset);
}
