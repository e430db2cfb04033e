package dev.clew.pipeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.clew.testkit.FakeClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileOutputTest {
  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock(Instant.parse("2026-11-20T16:00:00Z"));

  @Test
  void jsonIsALineForEachMessage() throws IOException {
    try (FileOutput output = open(null, false, false, false)) {
      write(output, "{\"a\":1}", "{\"b\":2}");
    }

    assertThat(path()).hasContent("{\"a\":1}\n{\"b\":2}\n");
  }

  @Test
  void protobufStandsBehindItsLength() throws IOException {
    try (FileOutput output = open(null, true, false, false)) {
      write(output, "abc");
    }

    assertThat(Files.readAllBytes(path())).containsExactly(0, 0, 0, 3, 'a', 'b', 'c');
  }

  @Test
  void compressedMessagesStandBehindTheirLengthToo() throws IOException {
    String text = "{\"a\":1}".repeat(100);
    try (FileOutput output = open(null, false, true, false)) {
      write(output, text);
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path()));
    byte[] packed = new byte[bytes.getInt()];
    bytes.get(packed);

    assertThat(bytes.hasRemaining()).isFalse();
    assertThat(new String(Zstd.decompress(packed, 10_000), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void aFileBeginsEmptyUnlessItAppends() throws IOException {
    Files.writeString(path(), "before\n");
    try (FileOutput output = open(null, false, false, true)) {
      write(output, "a");
    }
    assertThat(path()).hasContent("before\na\n");
    try (FileOutput output = open(null, false, false, false)) {
      write(output, "b");
    }
    assertThat(path()).hasContent("b\n");
  }

  @Test
  void aFullFileIsKeptUnderTheTimeAndTheOldestAreDeleted() throws IOException {
    FileOptions.Rotation rotation = new FileOptions.Rotation(1, 0, 2, false);
    String half = "x".repeat(600_000);
    try (FileOutput output = open(rotation, false, false, false)) {
      for (int i = 0; i < 5; i++) {
        write(output, half);
        clock.advance(Duration.ofSeconds(1));
      }
    }

    assertThat(names())
        .containsExactly(
            "out-2026-11-20T16-00-03.000.json", "out-2026-11-20T16-00-04.000.json", "out.json");
  }

  @Test
  void whatIsFlushedCanBeReadAfterTheInterval() throws IOException {
    try (FileOutput output = open(null, false, false, false)) {
      output.flushIfDue(0);
      write(output, "a");
      output.flushIfDue(Duration.ofMillis(999).toNanos());
      assertThat(path()).isEmptyFile();
      output.flushIfDue(Duration.ofSeconds(1).toNanos());
      assertThat(path()).hasContent("a\n");
    }
  }

  private Path path() {
    return folder.resolve("out.json");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private FileOutput open(
      FileOptions.@Nullable Rotation rotation, boolean isProto, boolean isZstd, boolean appends)
      throws IOException {
    return new FileOutput(
        new FileOptions(
            path().toString(), rotation, isProto, isZstd, appends, Duration.ofSeconds(1)),
        clock);
  }

  private static void write(FileOutput output, String... messages) {
    for (String message : messages) {
      output.write(message.getBytes(StandardCharsets.UTF_8));
    }
  }
}
