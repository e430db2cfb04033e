package dev.clew.store.parquet;

import java.util.function.LongPredicate;

/// What is asked of the values of a column.
public sealed interface ColumnTest {
  /// Whether a row without a value passes.
  boolean passesAbsent();

  /// Any value at all.
  record Present() implements ColumnTest {
    @Override
    public boolean passesAbsent() {
      return false;
    }
  }

  /// Whole numbers from `least` to `greatest`, both in, or the others if it is not inside.
  record Between(long least, long greatest, boolean isInside) implements ColumnTest {
    @Override
    public boolean passesAbsent() {
      return false;
    }

    boolean test(long value) {
      return (value >= least && value <= greatest) == isInside;
    }

    /// Whether some number from `from` to `to` passes.
    public boolean overlaps(long from, long to) {
      return isInside ? from <= greatest && to >= least : from < least || to > greatest;
    }
  }

  /// Numbers that pass a test; doubles come as their bits, truth as 0 or 1.
  record Numbers(LongPredicate test) implements ColumnTest {
    @Override
    public boolean passesAbsent() {
      return false;
    }
  }

  /// One id of 16 bytes.
  record Id(long high, long low) implements ColumnTest {
    @Override
    public boolean passesAbsent() {
      return false;
    }
  }

  /// Texts that pass a test.
  record Texts(TextTest test, boolean passesAbsent) implements ColumnTest {}

  /// A test on a text in UTF-8. Used by one thread at a time.
  interface TextTest {
    boolean test(byte[] bytes, int start, int length);

    /// Whether a text within these bytes may pass, of which there are many; false is certain.
    default boolean mayPass(byte[] bytes, int start, int end) {
      return true;
    }
  }
}
