package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.http.receive.Requests;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that was killed in the middle of a write comes back with all that it acknowledged.
final class TornLogTest {
  private static final int REQUESTS = 6;
  private static final int SPANS = 10;
  private static final Logger LOG = Logger.getLogger("dev.clew.ingest.log");

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler handler = new Lines(logged);
  private long sizeBeforeLast;

  @TempDir Path folder;

  /// Keeps what is logged.
  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(handler);
  }

  @Test
  void whatATornWriteLeftIsCutAndReported() throws IOException {
    Path killed = killed();
    Seeds.forEach(
        6,
        random -> {
          Path copy = copy(killed, "torn" + random.nextLong());
          byte[] torn = new byte[1 + random.nextInt(5_000)];
          random.nextBytes(torn);
          append(log(copy), torn);

          try (LiveServer server = start(copy)) {
            assertThat(server.spans()).isEqualTo(REQUESTS * SPANS);
            assertThat(server.found()).isEqualTo(REQUESTS * SPANS);
            assertThat(server.metric("clew_log_torn_bytes_total")).isEqualTo(torn.length);
            assertThat(logged).anyMatch(line -> line.contains("torn end of log cut"));
            checkTakesMore(server, REQUESTS * SPANS);
          }
        });
  }

  @Test
  void aLastRequestWhoseBytesAreDamagedCostsNoneBeforeIt() throws IOException {
    Path killed = killed();
    long before = sizeBeforeLast;
    Seeds.forEach(
        8,
        random -> {
          Path copy = copy(killed, "flipped" + random.nextLong());
          byte[] bytes = read(log(copy));
          if (random.nextBoolean()) {
            int at = (int) before + random.nextInt(bytes.length - (int) before);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
          } else {
            bytes =
                Arrays.copyOf(bytes, (int) before + random.nextInt(bytes.length - (int) before));
          }
          write(log(copy), bytes);

          try (LiveServer server = start(copy)) {
            long kept = server.spans();
            assertThat(kept).isBetween((REQUESTS - 1L) * SPANS, (long) REQUESTS * SPANS);
            checkTakesMore(server, kept);
          }
          try (LiveServer server = start(copy)) {
            assertThat(server.spans()).isGreaterThanOrEqualTo(REQUESTS * SPANS);
          }
        });
  }

  /// The folder of a server as a kill leaves it: taken while it runs.
  private Path killed() throws IOException {
    Path running = folder.resolve("running");
    try (LiveServer server = start(running)) {
      for (int i = 1; i <= REQUESTS; i++) {
        sizeBeforeLast = i == 1 ? 0 : Files.size(log(running));
        assertThat(server.post(Requests.spans(SPANS, i)).statusCode()).isEqualTo(200);
      }
      return copy(running, "killed");
    }
  }

  private static void checkTakesMore(LiveServer server, long before) {
    assertThat(server.post(Requests.spans(SPANS, 1_000)).statusCode()).isEqualTo(200);
    assertThat(server.spans()).isEqualTo(before + SPANS);
  }

  private static LiveServer start(Path data) {
    try {
      return LiveServer.start(data, LiveServer.newClock());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Path log(Path data) {
    try (Stream<Path> files = Files.list(data.resolve("log"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".log"))
          .max(Path::compareTo)
          .orElseThrow();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private Path copy(Path from, String name) {
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
      return to;
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void append(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
