package dev.clew.query.run.field;

import java.util.function.IntPredicate;

/// Remembers what a test said of each number from 0 up to a bound.
final class Memo {
  private static final byte UNKNOWN = 0;
  private static final byte TRUE = 1;
  private static final byte FALSE = 2;

  private final int bound;
  private final IntPredicate test;
  private byte[] known = {};

  Memo(int bound, IntPredicate test) {
    this.bound = bound;
    this.test = test;
  }

  boolean holds(int number) {
    if (known.length == 0) {
      known = new byte[bound];
    }
    if (known[number] == UNKNOWN) {
      known[number] = test.test(number) ? TRUE : FALSE;
    }
    return known[number] == TRUE;
  }
}
