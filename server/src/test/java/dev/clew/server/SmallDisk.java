package dev.clew.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file system of a few mebibytes in memory, which a ballast fills.
final class SmallDisk implements AutoCloseable {
  private static final int STEP = 4_096;

  private final Path mount;

  private SmallDisk(Path mount) {
    this.mount = mount;
  }

  /// Mounts one, or skips the test where that is not allowed.
  static SmallDisk mount(Path at, int mebibytes) throws IOException {
    Files.createDirectories(at);
    String size = "size=%dm".formatted(mebibytes);
    assumeTrue(
        isDone("mount", "-t", "tmpfs", "-o", size, "tmpfs", at.toString()),
        "skipped: this account may not mount a small file system");
    return new SmallDisk(at);
  }

  Path data() {
    return mount.resolve("data");
  }

  /// Leaves so many bytes free, about; what was filled before counts.
  void fill(long freeBytes) throws IOException {
    byte[] zeros = new byte[STEP];
    try (OutputStream out =
        Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (freeBytes() > freeBytes) {
        out.write(zeros);
      }
    }
  }

  /// Gives all back.
  void empty() throws IOException {
    Files.deleteIfExists(ballast());
  }

  long freeBytes() throws IOException {
    return Files.getFileStore(mount).getUsableSpace();
  }

  private Path ballast() {
    return mount.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    if (!isDone("umount", mount.toString()) && !isDone("umount", "-l", mount.toString())) {
      throw new IOException("still mounted: " + mount);
    }
  }

  private static boolean isDone(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }
}
