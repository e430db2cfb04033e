package dev.clew.ingest.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The committed offsets of all partitions, in a small file that is replaced as a whole: magic 8 ·
/// partitions 4 · offset 8 each · CRC-32C 4.
final class CommitFile {
  static final String NAME = "committed";
  private static final long MAGIC = 0x434C_4557_434F_4D31L; // CLEWCOM1
  private static final int FIXED_BYTES = Long.BYTES + 2 * Integer.BYTES;
  private static final int MAX_BYTES = 1 << 20;

  private CommitFile() {}

  /// The offsets, or null if there is no intact file.
  static long @Nullable [] read(LogFolder folder) throws IOException {
    if (!List.copyOf(folder.names()).contains(NAME)) {
      return null;
    }
    try (LogFolder.OpenFile file = folder.open(NAME)) {
      int size = (int) Math.min(MAX_BYTES, file.size());
      ByteBuffer bytes = ByteBuffer.allocate(size);
      while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {}
      return parse(bytes.flip());
    }
  }

  private static long @Nullable [] parse(ByteBuffer bytes) {
    int checked = bytes.limit() - Integer.BYTES;
    if (bytes.limit() < FIXED_BYTES
        || bytes.getInt(checked) != Checksum.of(bytes, checked)
        || bytes.getLong() != MAGIC) {
      return null;
    }
    long[] offsets = new long[bytes.getInt()];
    bytes.asLongBuffer().get(offsets);
    return offsets;
  }

  static void write(LogFolder folder, long[] offsets) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + offsets.length * Long.BYTES);
    bytes.putLong(MAGIC).putInt(offsets.length);
    for (long offset : offsets) {
      bytes.putLong(offset);
    }
    bytes.putInt(Checksum.of(bytes, bytes.position()));
    folder.replace(NAME, bytes.flip());
  }
}
