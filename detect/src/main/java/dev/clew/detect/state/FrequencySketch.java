package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// About how often each of very many keys came lately: four rows of bytes, of which only the
/// smallest cells of a key grow, halved every ten additions a cell.
final class FrequencySketch implements State {
  private static final int ROWS = 4;
  private static final long[] MIXERS = {
    0x9E37_79B9_7F4A_7C15L, 0xC2B2_AE3D_27D4_EB4FL, 0x1656_67B1_9E37_79F9L, 0xD6E8_FEB8_6659_FD93L
  };

  private final byte[] cells;
  private final int shift;
  private long additions;

  FrequencySketch(int keys) {
    int width = Integer.highestOneBit(Math.max(1 << 14, Math.min(keys, 1 << 22)) * 2 - 1);
    cells = new byte[ROWS * width];
    shift = 64 - Integer.numberOfTrailingZeros(width);
  }

  void add(long key) {
    int least = count(key);
    if (least < Byte.MAX_VALUE) {
      for (int row = 0; row < ROWS; row++) {
        int cell = cell(row, key);
        if (cells[cell] == least) {
          cells[cell]++;
        }
      }
    }
    if (++additions >= 10L * cells.length / ROWS) {
      halve();
    }
  }

  int count(long key) {
    int least = Byte.MAX_VALUE;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, cells[cell(row, key)]);
    }
    return least;
  }

  private int cell(int row, long key) {
    int width = cells.length / ROWS;
    return row * width + (int) (((key ^ (key >>> 31)) * MIXERS[row]) >>> shift);
  }

  private void halve() {
    for (int i = 0; i < cells.length; i++) {
      cells[i] >>= 1;
    }
    additions /= 2;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(additions);
    int at = 0;
    while (at < cells.length) {
      int zeros = at;
      while (zeros < cells.length && cells[zeros] == 0) {
        zeros++;
      }
      int end = zeros;
      while (end < cells.length && cells[end] != 0) {
        end++;
      }
      out.writeInt(zeros - at);
      out.writeInt(end - zeros);
      out.write(cells, zeros, end - zeros);
      at = end;
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    additions = in.readLong();
    int at = 0;
    while (at < cells.length) {
      at += in.readInt();
      int filled = in.readInt();
      in.readFully(cells, at, filled);
      at += filled;
    }
  }
}
