package dev.clew.store.segment;

import dev.clew.model.TraceId;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Which rows of a segment may belong to a trace: for each trace a 32-bit fingerprint of its id, in
/// ascending order, the number of its first row, and of its rows. Ten bytes a trace, read through a
/// memory mapping, so that it takes no heap.
///
/// File: magic, count, CRC-32C of the rest, then all fingerprints, all first rows, and all row
/// counts of 16 bits; little-endian. A trace of more than 65,534 rows says 65,535.
final class TraceIndex {
  private static final int MAGIC = 0x3149_5443; // "CTI1"
  private static final int HEADER = 12;
  private static final int MANY = 0xFFFF;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfChar CHAR =
      ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment mapped;
  private final int count;

  private TraceIndex(MemorySegment mapped, int count) {
    this.mapped = mapped;
    this.count = count;
  }

  /// Rows that may belong to a trace: from `first` (in) to `end` (out).
  record Rows(int first, int end) {}

  /// The contents of the file for traces given in row order.
  ///
  /// @param firstRows row of the first span of each trace
  /// @param rows rows of the segment
  static byte[] encode(TraceId[] ids, int[] firstRows, int rows) {
    long[] entries = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      entries[i] = Integer.toUnsignedLong(fingerprint(ids[i])) << 32 | i;
    }
    Arrays.sort(entries);
    flipToUnsigned(entries);
    ByteBuffer file =
        ByteBuffer.allocate(HEADER + 10 * entries.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(MAGIC).putInt(entries.length).putInt(0);
    for (long entry : entries) {
      file.putInt((int) (entry >>> 32));
    }
    for (long entry : entries) {
      file.putInt(firstRows[(int) entry]);
    }
    for (long entry : entries) {
      int trace = (int) entry;
      int end = trace + 1 < firstRows.length ? firstRows[trace + 1] : rows;
      file.putChar((char) Math.min(MANY, end - firstRows[trace]));
    }
    file.putInt(8, checksum(file.array(), HEADER, file.capacity() - HEADER));
    return file.array();
  }

  /// Maps a file for as long as the arena lives.
  ///
  /// @throws IOException when the file is damaged
  static TraceIndex open(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      if (size < HEADER || mapped.get(INT, 0) != MAGIC) {
        throw new IOException(file + " is not a trace index");
      }
      int count = mapped.get(INT, 4);
      if (count < 0 || size != HEADER + 10L * count) {
        throw new IOException(file + " is cut: %d bytes for %d traces".formatted(size, count));
      }
      CRC32C crc = new CRC32C();
      crc.update(mapped.asSlice(HEADER).asByteBuffer());
      if ((int) crc.getValue() != mapped.get(INT, 8)) {
        throw new IOException(file + " is damaged: checksum differs");
      }
      return new TraceIndex(mapped, count);
    }
  }

  /// Rows of the traces that have the fingerprint of this id: nearly always none or one.
  List<Rows> rows(TraceId id) {
    int wanted = fingerprint(id);
    List<Rows> found = new ArrayList<>(1);
    for (int at = lowerBound(wanted); at < count && fingerprintAt(at) == wanted; at++) {
      int first = mapped.get(INT, HEADER + 4L * count + 4L * at);
      int length = mapped.get(CHAR, HEADER + 8L * count + 2L * at);
      found.add(new Rows(first, length == MANY ? Integer.MAX_VALUE : first + length));
    }
    return found;
  }

  int traces() {
    return count;
  }

  private int lowerBound(int wanted) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Integer.compareUnsigned(fingerprintAt(middle), wanted) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int fingerprintAt(int index) {
    return mapped.get(INT, HEADER + 4L * index);
  }

  /// Signed sorting puts the upper half of the unsigned values first: rotates it to the end.
  private static void flipToUnsigned(long[] sorted) {
    int firstPositive = 0;
    while (firstPositive < sorted.length && sorted[firstPositive] < 0) {
      firstPositive++;
    }
    long[] negatives = Arrays.copyOf(sorted, firstPositive);
    System.arraycopy(sorted, firstPositive, sorted, 0, sorted.length - firstPositive);
    System.arraycopy(negatives, 0, sorted, sorted.length - firstPositive, negatives.length);
  }

  private static int fingerprint(TraceId id) {
    long mixed = (id.high() ^ Long.rotateLeft(id.low(), 32)) * 0x9E37_79B9_7F4A_7C15L;
    mixed ^= id.low();
    mixed *= 0xD6E8_FEB8_6659_FD93L;
    return (int) (mixed >>> 32);
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
