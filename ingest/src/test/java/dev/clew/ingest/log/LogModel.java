package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ingest.log.Entries.Content;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What a log was asked and what it answered, and so what it must hold.
final class LogModel {
  private final List<Set<Content>> sent = new ArrayList<>();
  private final List<Map<Long, Content>> acknowledged = new ArrayList<>();
  private final List<Sending> sendings = new ArrayList<>();

  LogModel(int partitions) {
    for (int i = 0; i < partitions; i++) {
      sent.add(new HashSet<>());
      acknowledged.add(new TreeMap<>());
    }
  }

  void append(RequestLog log, int partition, Entry entry) {
    Content content = Content.of(entry);
    sent.get(partition).add(content);
    sendings.add(new Sending(partition, content, log.append(partition, entry)));
  }

  /// Waits for all answers and takes note of them.
  void settle() {
    for (Sending sending : sendings) {
      try {
        long offset = sending.answer.join();
        acknowledged.get(sending.partition).put(offset, sending.content);
      } catch (CompletionException failure) {
        assertThat(failure).hasCauseInstanceOf(LogException.class);
      }
    }
    sendings.clear();
  }

  /// Checks that all that was acknowledged and is not deleted is there, that nothing is there twice
  /// and that nothing is there which was not sent.
  void check(RequestLog log) {
    checkBut(log, Set.of());
  }

  /// The same, but these offsets of the only partition may be missing.
  void checkBut(RequestLog log, Set<Long> damaged) {
    for (int partition = 0; partition < sent.size(); partition++) {
      Map<Long, Content> records = readAll(log, partition);
      assertThat(sent.get(partition)).containsAll(records.values());
      assertThat(records.values()).doesNotHaveDuplicates();
      Map<Long, Content> expected = new TreeMap<>(acknowledged.get(partition));
      long start = log.start(partition);
      expected.keySet().removeIf(offset -> offset < start || damaged.contains(offset));
      assertThat(records).containsAllEntriesOf(expected);
    }
  }

  private static Map<Long, Content> readAll(RequestLog log, int partition) {
    TreeMap<Long, Content> records = new TreeMap<>();
    log.read(
        partition,
        0,
        (_, offset, _, entry) -> {
          assertThat(records.isEmpty() ? -1 : records.lastKey()).isLessThan(offset);
          records.put(offset, Content.of(entry));
          return true;
        });
    return records;
  }

  private record Sending(int partition, Content content, CompletableFuture<Long> answer) {}
}
