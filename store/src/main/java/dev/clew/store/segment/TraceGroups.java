package dev.clew.store.segment;

import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/// The spans of several chunks grouped by trace, without an object per span.
final class TraceGroups {
  private final long[] rowsByGroup;
  private final int[] ends;
  private final long[] starts;
  private final long[] idsHigh;
  private final long[] idsLow;

  private TraceGroups(Builder builder) {
    int groups = builder.groups;
    starts = Arrays.copyOf(builder.starts, groups);
    idsHigh = Arrays.copyOf(builder.idsHigh, groups);
    idsLow = Arrays.copyOf(builder.idsLow, groups);
    ends = new int[groups];
    rowsByGroup = new long[builder.groupOf.length];
    int[] next = new int[groups];
    int end = 0;
    for (int group = 0; group < groups; group++) {
      next[group] = end;
      end += builder.counts[group];
      ends[group] = end;
    }
    for (int i = 0; i < rowsByGroup.length; i++) {
      rowsByGroup[next[builder.groupOf[i]]++] = builder.rows[i];
    }
  }

  static TraceGroups of(List<SpanBatch> chunks) {
    Builder builder = new Builder(chunks.stream().mapToInt(SpanBatch::size).sum());
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      builder.add(chunks.get(chunk), chunk);
    }
    return new TraceGroups(builder);
  }

  int size() {
    return ends.length;
  }

  int rows() {
    return rowsByGroup.length;
  }

  /// Earliest start of the trace.
  long startNanos(int group) {
    return starts[group];
  }

  TraceId traceId(int group) {
    return new TraceId(idsHigh[group], idsLow[group]);
  }

  /// Rows in order of arrival within their group, as chunk << 32 | row.
  long[] rowsByGroup() {
    return rowsByGroup;
  }

  int first(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  int end(int group) {
    return ends[group];
  }

  /// Assigns rows to groups through an open-addressing table of trace ids.
  private static final class Builder {
    /// Differs in each process, so that a sender cannot choose ids that collide.
    private static final long SEED = new SecureRandom().nextLong();

    private final int[] groupOf;
    private final long[] rows;
    private final int[] table;
    private int size;
    private int groups;
    private long[] idsHigh = new long[64];
    private long[] idsLow = new long[64];
    private long[] starts = new long[64];
    private int[] counts = new int[64];

    Builder(int rowCount) {
      groupOf = new int[rowCount];
      rows = new long[rowCount];
      table = new int[Integer.highestOneBit(Math.max(8, rowCount)) << 2];
    }

    void add(SpanBatch chunk, int chunkIndex) {
      for (int row = 0; row < chunk.size(); row++) {
        int group = group(chunk.traceIdHigh(row), chunk.traceIdLow(row));
        counts[group]++;
        starts[group] = Math.min(starts[group], chunk.startNanos(row));
        groupOf[size] = group;
        rows[size++] = (long) chunkIndex << 32 | row;
      }
    }

    private int group(long high, long low) {
      int mask = table.length - 1;
      int slot =
          (int)
                  (((high ^ SEED) * 0x9E37_79B9_7F4A_7C15L ^ (low + SEED) * 0xD6E8_FEB8_6659_FD93L)
                      >>> 29)
              & mask;
      while (table[slot] != 0) {
        int group = table[slot] - 1;
        if (idsHigh[group] == high && idsLow[group] == low) {
          return group;
        }
        slot = (slot + 1) & mask;
      }
      if (groups == counts.length) {
        grow();
      }
      idsHigh[groups] = high;
      idsLow[groups] = low;
      starts[groups] = Long.MAX_VALUE;
      table[slot] = ++groups;
      return groups - 1;
    }

    private void grow() {
      idsHigh = Arrays.copyOf(idsHigh, groups * 2);
      idsLow = Arrays.copyOf(idsLow, groups * 2);
      starts = Arrays.copyOf(starts, groups * 2);
      counts = Arrays.copyOf(counts, groups * 2);
    }
  }
}
