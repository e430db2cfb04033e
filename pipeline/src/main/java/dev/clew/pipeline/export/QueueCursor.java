package dev.clew.pipeline.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// The file that says what was sent and what checkpoints have. It may lag: then more is read again
/// and some is sent again.
final class QueueCursor {
  private final Path path;

  QueueCursor(Path folder) {
    this.path = folder.resolve("cursor");
  }

  /// @param next the entry to be sent next
  /// @param checkpoints for each source, the first entry that its last checkpoint but one has not
  record Content(long next, Map<String, Long> checkpoints) {
    static final Content NONE = new Content(0, Map.of());
  }

  /// What was written last; nothing if the file is absent or damaged.
  Content read() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException _) {
      return Content.NONE;
    }
    if (bytes.length < Integer.BYTES) {
      return Content.NONE;
    }
    int end = bytes.length - Integer.BYTES;
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    DataInputStream sum = new DataInputStream(new ByteArrayInputStream(bytes, end, Integer.BYTES));
    if (checksum(bytes, end) != sum.readInt()) {
      return Content.NONE;
    }
    long next = in.readLong();
    Map<String, Long> checkpoints = new TreeMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      checkpoints.put(in.readUTF(), in.readLong());
    }
    return new Content(next, checkpoints);
  }

  void write(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(content.next());
    out.writeInt(content.checkpoints().size());
    for (Map.Entry<String, Long> checkpoint : content.checkpoints().entrySet()) {
      out.writeUTF(checkpoint.getKey());
      out.writeLong(checkpoint.getValue());
    }
    out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    Path fresh = path.resolveSibling("cursor.new");
    Files.write(fresh, bytes.toByteArray());
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
