package dev.clew.store;

import dev.clew.store.catalog.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of [Checkpoint]s. Each has a name of its own, and the manifest tells which one of a
/// partition counts: it is replaced after the file is durable.
///
/// ```text
/// magic 8 · needed offset 8 · state · CRC-32C of all before it 4      (big-endian)
/// ```
final class CheckpointFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final long MAGIC = 0x434C_4557_434B_5031L; // CLEWCKP1
  private static final int FRAME_BYTES = 20;

  private final Path folder;

  CheckpointFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /// Makes a checkpoint durable; returns its name, or null for one without state, which needs none.
  @Nullable String write(int partition, Checkpoint checkpoint) throws IOException {
    byte[] state = checkpoint.state();
    if (state.length == 0) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(FRAME_BYTES + state.length);
    bytes.putLong(MAGIC).putLong(checkpoint.neededOffset()).put(state);
    bytes.putInt(sum(bytes.array(), bytes.position()));
    String name = prefix(partition) + UUID.randomUUID();
    DurableFiles.replace(folder.resolve(name), bytes.array());
    return name;
  }

  /// The checkpoint of a name. A damaged one is reported and counts as none.
  Checkpoint read(@Nullable String name) throws IOException {
    if (name == null) {
      return Checkpoint.NONE;
    }
    byte[] bytes = readBytes(folder.resolve(name));
    int end = bytes.length - Integer.BYTES;
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < FRAME_BYTES
        || buffer.getInt(end) != sum(bytes, end)
        || buffer.getLong() != MAGIC) {
      LOG.atError().addKeyValue("checkpoint", name).log("checkpoint damaged, its state is lost");
      return Checkpoint.NONE;
    }
    return new Checkpoint(Arrays.copyOfRange(bytes, Long.BYTES * 2, end), buffer.getLong());
  }

  private static byte[] readBytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return new byte[0];
    }
  }

  /// Deletes all files of a partition but one.
  void keepOnly(int partition, @Nullable String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> others =
          files
              .filter(file -> file.getFileName().toString().startsWith(prefix(partition)))
              .filter(file -> !file.getFileName().toString().equals(name))
              .toList();
      for (Path file : others) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String prefix(int partition) {
    return "p%d-".formatted(partition);
  }

  private static int sum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
