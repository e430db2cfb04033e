package dev.clew.store.segment;

import dev.clew.model.Strings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VarCharVector;

/// Builds the contents of text vectors in arrays of its own, then copies them into a vector at
/// once. Rows are named by ascending index; those left out are null. Used for one vector after the
/// other.
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
    bytes(vector.getOffsetBuffer(), 4 * (rows + 1)).asIntBuffer().put(offsets, 0, rows + 1);
    int words = (rows + 63) >>> 6;
    bytes(vector.getValidityBuffer(), 8 * words).asLongBuffer().put(validity, 0, words);
    vector.getDataBuffer().setBytes(0, data, 0, end);
    vector.setLastSet(rows - 1);
  }

  private static ByteBuffer bytes(ArrowBuf buffer, int length) {
    return buffer.nioBuffer(0, length).order(ByteOrder.LITTLE_ENDIAN);
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
