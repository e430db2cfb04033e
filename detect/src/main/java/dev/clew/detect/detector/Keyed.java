package dev.clew.detect.detector;

import dev.clew.detect.state.BoundedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;

/// A detector whose state is one row for each account, source or session.
abstract class Keyed<V extends BoundedTable.Value> implements Detector {
  protected final BoundedTable<V> rows;

  Keyed(int capacity, Supplier<V> factory) {
    rows = new BoundedTable<>(capacity, factory);
  }

  @Override
  public final long evictions() {
    return rows.evictions();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    rows.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    rows.restore(in);
  }
}
