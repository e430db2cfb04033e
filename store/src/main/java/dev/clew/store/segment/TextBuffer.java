package dev.clew.store.segment;

import dev.clew.model.Strings;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VarCharVector;

/// Builds the contents of text vectors in arrays of its own, then copies them into a vector at once.
/// Rows are named by ascending index; those left out are null. Used for one vector after the other.
final class TextBuffer {
  private int[] offsets = new int[1_025];
  private long[] validity = new long[16];
  private byte[] data = new byte[1 << 14];
  private int nextRow;
  private int end;

  /// Starts anew.
  TextBuffer clear() {
    nextRow = 0;
    end = 0;
    Arrays.fill(validity, 0);
    return this;
  }

  void set(int row, Strings strings, int id) {
    set(row, strings.arena(), strings.start(id), strings.length(id));
  }

  void set(int row, byte[] source, int start, int length) {
    room(row, length);
    Arrays.fill(offsets, nextRow, row + 1, end);
    System.arraycopy(source, start, data, end, length);
    end += length;
    validity[row >>> 6] |= 1L << row;
    nextRow = row + 1;
  }

  /// Fills a vector with so many rows.
  void load(VarCharVector vector, int rows) {
    room(rows, 0);
    Arrays.fill(offsets, nextRow, rows + 1, end);
    vector.allocateNew(Math.max(1L, end), rows);
    copy(MemorySegment.ofArray(offsets), vector.getOffsetBuffer(), 4L * (rows + 1));
    copy(MemorySegment.ofArray(validity), vector.getValidityBuffer(), (rows + 7) >>> 3);
    copy(MemorySegment.ofArray(data), vector.getDataBuffer(), end);
    vector.setLastSet(rows - 1);
  }

  private static void copy(MemorySegment source, ArrowBuf target, long bytes) {
    MemorySegment.copy(
        source,
        ValueLayout.JAVA_BYTE,
        0,
        MemorySegment.ofAddress(target.memoryAddress()).reinterpret(target.capacity()),
        ValueLayout.JAVA_BYTE,
        0,
        bytes);
  }

  private void room(int row, int length) {
    if (row + 2 > offsets.length) {
      int rows = Math.max(row + 2, offsets.length * 2);
      offsets = Arrays.copyOf(offsets, rows);
      validity = Arrays.copyOf(validity, (rows + 63) >>> 6);
    }
    if (end + length > data.length) {
      data = Arrays.copyOf(data, Math.max(end + length, data.length * 2));
    }
  }
}
