package dev.clew.bench.template;

import java.util.Arrays;

/// Growing lists of numbers, for load time.
final class Numbers {
  private Numbers() {}

  static final class Ints {
    private int[] values = new int[64];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    int size() {
      return size;
    }

    int last() {
      return values[size - 1];
    }

    void set(int index, int value) {
      values[index] = value;
    }

    int[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }

  static final class Longs {
    private long[] values = new long[64];
    private int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    long last() {
      return values[size - 1];
    }

    long[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
