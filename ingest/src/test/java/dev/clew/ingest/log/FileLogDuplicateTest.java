package dev.clew.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A client that sends again, because it lost the answer, gets the first answer.
final class FileLogDuplicateTest {
  private static final LogOptions OPTIONS = LogOptions.defaults().withPartitions(2);

  private final FaultyFolder folder = new FaultyFolder();
  private final List<Long> published = new ArrayList<>();

  @Test
  void aRetryGetsTheOffsetOfTheFirst() throws IOException {
    try (FileLog log = open(OPTIONS)) {
      log.append(0, entry("a", 1), (offset, _) -> published.add(offset)).join();
      log.append(0, entry("b", 2), (offset, _) -> published.add(offset)).join();

      assertThat(log.append(0, entry("a", 3), (offset, _) -> published.add(offset)).join())
          .isZero();
      assertThat(RequestLogContract.payloads(log, 0)).containsExactly("a", "b");
      assertThat(published).containsExactly(0L, 1L);
      assertThat(log.stats().duplicates()).isEqualTo(1);
      assertThat(log.stats().records()).isEqualTo(2);
    }
  }

  @Test
  void aRetryOfWhatIsStillPendingSharesItsAnswer() throws IOException {
    try (FileLog log = open(OPTIONS)) {
      CompletableFuture<Long> first;
      CompletableFuture<Long> second;
      folder.forcing().lock();
      try {
        first = log.append(0, entry("a", 1));
        second = log.append(0, entry("a", 2));
        assertThat(second).isNotDone();
      } finally {
        folder.forcing().unlock();
      }

      assertThat(first.join()).isZero();
      assertThat(second.join()).isZero();
      assertThat(log.end(0)).isEqualTo(1);
    }
  }

  @Test
  void aRetryAfterAFailureIsWritten() throws IOException {
    try (FileLog log = open(OPTIONS)) {
      folder.failWrites(1);
      assertThat(log.append(0, entry("a", 1)).handle((_, failure) -> failure).join())
          .isInstanceOf(LogException.class);

      assertThat(log.append(0, entry("a", 1)).join()).isZero();
      assertThat(log.stats().duplicates()).isZero();
    }
  }

  @Test
  void aRetryAfterARestartIsKnown() throws IOException {
    try (FileLog log = open(OPTIONS)) {
      log.append(0, entry("a", 1)).join();
      log.append(0, entry("b", 1)).join();
    }
    try (FileLog log = open(OPTIONS)) {
      assertThat(log.append(0, entry("b", 2)).join()).isEqualTo(1);
      assertThat(log.end(0)).isEqualTo(2);
    }
  }

  @Test
  void onlyWhatIsEqualInAllButTimeIsARetry() throws IOException {
    byte[] bytes = {1, 2, 3, 4, 0};
    List<Entry> different =
        List.of(
            new Entry(Signal.TRACES, (byte) 0, "", "", 1, bytes, 0, 4),
            new Entry(Signal.LOGS, (byte) 0, "", "", 1, bytes, 0, 4),
            new Entry(Signal.TRACES, (byte) 1, "", "", 1, bytes, 0, 4),
            new Entry(Signal.TRACES, (byte) 0, "a", "", 1, bytes, 0, 4),
            new Entry(Signal.TRACES, (byte) 0, "", "a", 1, bytes, 0, 4),
            new Entry(Signal.TRACES, (byte) 0, "b", "", 1, bytes, 0, 4),
            new Entry(Signal.TRACES, (byte) 0, "", "", 1, bytes, 0, 3),
            new Entry(Signal.TRACES, (byte) 0, "", "", 1, bytes, 0, 5));
    try (FileLog log = open(OPTIONS)) {
      for (int i = 0; i < different.size(); i++) {
        assertThat(log.append(0, different.get(i)).join()).isEqualTo(i);
      }
      assertThat(log.append(1, different.getFirst()).join()).isZero();
      assertThat(log.stats().duplicates()).isZero();
    }
  }

  @Test
  void itCanBeTurnedOff() throws IOException {
    try (FileLog log = open(OPTIONS.withRecentEntries(0))) {
      assertThat(log.append(0, entry("a", 1)).join()).isZero();
      assertThat(log.append(0, entry("a", 1)).join()).isEqualTo(1);
    }
  }

  @Test
  void onlySoManyAreRemembered() throws IOException {
    try (FileLog log = open(OPTIONS.withRecentEntries(2))) {
      for (String payload : List.of("a", "b", "c")) {
        log.append(0, entry(payload, 1)).join();
      }

      assertThat(log.append(0, entry("b", 1)).join()).isEqualTo(1);
      assertThat(log.append(0, entry("a", 1)).join()).isEqualTo(3);
    }
  }

  private static Entry entry(String payload, long receivedNanos) {
    byte[] bytes = payload.getBytes(UTF_8);
    return Entry.of(Signal.TRACES, (byte) 0, "tenant", receivedNanos, bytes);
  }

  private FileLog open(LogOptions options) throws IOException {
    FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
    return FileLog.open(folder, options, clock, Seeds.random(1));
  }
}
