package dev.clew.bench.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.List;

/// A unit to compare machines by, and one machine's moods: how many bytes a second of processor
/// time walks through OTLP trace bodies field by field and hashes every text in them.
public final class Calibration {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ROUND_NANOS = 300_000_000L;
  private static final int ROUNDS = 5;

  /// Message types: what lies in the length-delimited fields of each.
  private static final int REQUEST = 0;

  private static final int LEAF = -1;
  private static final int RAW = -2;
  private static final int[][] FIELDS = {
    {LEAF, 1}, // request
    {LEAF, 2, 3}, // resource spans
    {LEAF, 6}, // resource
    {LEAF, 4, 5}, // scope spans
    {LEAF, LEAF, LEAF, 6}, // scope
    {LEAF, RAW, RAW, LEAF, RAW, LEAF, LEAF, LEAF, LEAF, 6, LEAF, 8, LEAF, 9, LEAF, 10}, // span
    {LEAF, LEAF, 7}, // key and value
    {LEAF, LEAF, LEAF, LEAF, LEAF, 11, 11, LEAF}, // value
    {LEAF, LEAF, LEAF, 6}, // event
    {LEAF, RAW, RAW, LEAF, 6}, // link
    {LEAF}, // status
    {LEAF, LEAF} // list or map of values, not looked into
  };

  private final List<byte[]> bodies;
  private byte[] bytes = {};
  private int position;
  private long hash;

  public Calibration(List<byte[]> bodies) {
    this.bodies = List.copyOf(bodies);
  }

  /// Gigabytes per second of processor time, the best of five rounds of a third of a second.
  public double gigabytesPerSecond() {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.max(best, round());
    }
    if (hash == 42) {
      throw new IllegalStateException("never, but the hash must be used");
    }
    return best;
  }

  private double round() {
    long start = cpuNanos();
    long walked = 0;
    while (cpuNanos() - start < ROUND_NANOS) {
      for (byte[] body : bodies) {
        bytes = body;
        position = 0;
        walk(REQUEST, body.length);
        walked += body.length;
      }
    }
    return (double) walked / (cpuNanos() - start);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void walk(int type, int end) {
    int[] fields = FIELDS[type];
    while (position < end) {
      int tag = varint();
      switch (tag & 7) {
        case 0 -> varint();
        case 1 -> {
          hash += (long) LONG.get(bytes, position);
          position += 8;
        }
        case 2 -> delimited(fields, tag >>> 3);
        default -> position += 4;
      }
    }
  }

  private void delimited(int[] fields, int number) {
    int length = varint();
    int content = number < fields.length ? fields[number] : LEAF;
    if (content >= 0) {
      walk(content, position + length);
    } else if (content == LEAF) {
      hashText(length);
    } else {
      hash ^= length;
      position += length;
    }
  }

  private int varint() {
    int value = bytes[position++];
    if (value >= 0) {
      return value;
    }
    value &= 0x7f;
    for (int shift = 7; ; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private void hashText(int length) {
    long mixed = length * 0x9e37_79b9_7f4a_7c15L;
    int end = position + length;
    for (; position + 8 <= end; position += 8) {
      mixed = (mixed ^ (long) LONG.get(bytes, position)) * 0xff51_afd7_ed55_8ccdL;
      mixed ^= mixed >>> 32;
    }
    for (; position < end; position++) {
      mixed = (mixed ^ bytes[position]) * 0xff51_afd7_ed55_8ccdL;
    }
    hash += mixed;
  }
}
