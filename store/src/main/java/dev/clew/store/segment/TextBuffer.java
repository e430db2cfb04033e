package dev.clew.store.segment;

import dev.clew.model.Strings;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VarCharVector;

/// Fills a text vector from front to back without a call into Arrow for each value's offset.
final class TextBuffer {
  private final VarCharVector vector;
  private final ArrowBuf offsets;
  private final ArrowBuf validity;
  private final int rows;
  private ArrowBuf data;
  private int row;
  private int end;
  private long word;

  TextBuffer(VarCharVector vector, int rows) {
    this.vector = vector;
    this.rows = rows;
    vector.allocateNew(Math.max(64L, rows * 16L), rows);
    offsets = vector.getOffsetBuffer();
    validity = vector.getValidityBuffer();
    data = vector.getDataBuffer();
    offsets.setInt(0, 0);
  }

  void add(Strings strings, int id) {
    add(strings.arena(), strings.start(id), strings.length(id));
  }

  void add(byte[] source, int start, int length) {
    while (end + length > data.capacity()) {
      vector.reallocDataBuffer(Math.max(end + (long) length, data.capacity() * 2));
      data = vector.getDataBuffer();
    }
    data.setBytes(end, source, start, length);
    end += length;
    word |= 1L << row;
    next();
  }

  void addNull() {
    next();
  }

  void finish() {
    while (row < rows) {
      next();
    }
    if ((rows & 63) != 0) {
      flush(rows >>> 6, rows & 63);
    }
    vector.setLastSet(rows - 1);
  }

  private void next() {
    row++;
    offsets.setInt(4L * row, end);
    if ((row & 63) == 0) {
      flush((row >>> 6) - 1, 64);
    }
  }

  private void flush(int index, int bits) {
    for (int at = 0; at < (bits + 7) >>> 3; at++) {
      validity.setByte(8L * index + at, (byte) (word >>> (8 * at)));
    }
    word = 0;
  }
}
