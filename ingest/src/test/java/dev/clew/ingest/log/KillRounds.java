package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Kills a process in the middle of appending, again and again, and looks each time whether the log
/// holds all that was acknowledged, once.
final class KillRounds {
  private final Path folder;
  private final List<Map<Long, String>> acknowledged = new ArrayList<>();
  private final RandomGenerator random;
  private long tornBytes;

  KillRounds(Path folder, long seed) {
    this.folder = folder;
    random = Seeds.random(seed);
    for (int i = 0; i < KilledProcess.PARTITIONS; i++) {
      acknowledged.add(new HashMap<>());
    }
  }

  /// Runs as many rounds as its argument says, or 100.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
    KillRounds kills = new KillRounds(Files.createTempDirectory("clew-log-kill"), rounds);
    kills.run(rounds);
    System.out.printf(
        "%d kills: %d acknowledged, none lost, none doubled; %d torn bytes cut%n",
        rounds, kills.acknowledged(), kills.tornBytes);
  }

  int acknowledged() {
    return acknowledged.stream().mapToInt(Map::size).sum();
  }

  void run(int rounds) throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      kill(KilledProcess.start(folder, round), random.nextInt(1, 1_000));
      check();
    }
  }

  /// Kills the process some time after it got so many acknowledgements.
  private void kill(Process process, int answers) throws IOException, InterruptedException {
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      for (int i = 0; i < answers; i++) {
        take(output.readLine());
      }
      long until = System.nanoTime() + random.nextLong(5_000_000);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      process.toHandle().destroyForcibly(); // unlike that of the process, leaves its output open
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        take(line);
      }
    }
    process.waitFor();
  }

  private void take(String line) {
    assertThat(line).as("the process ended by itself").isNotNull();
    String[] words = line.split(" ", -1);
    if (words.length == 4) {
      String known =
          acknowledged.get(Integer.parseInt(words[0])).put(Long.parseLong(words[1]), words[2]);
      assertThat(known).isIn(null, words[2]);
    }
  }

  private void check() {
    try (FileLog log = FileLog.open(folder, KilledProcess.OPTIONS, InstantSource.system())) {
      for (int partition = 0; partition < KilledProcess.PARTITIONS; partition++) {
        Map<Long, String> records = new HashMap<>();
        log.read(
            partition,
            0,
            (_, offset, _, entry) -> {
              String payload = new String(entry.copyPayload(), StandardCharsets.UTF_8);
              records.put(offset, payload.substring(0, payload.indexOf(' ')));
              return true;
            });
        assertThat(records).containsAllEntriesOf(acknowledged.get(partition));
        assertThat(records.values()).doesNotHaveDuplicates();
      }
      tornBytes += log.stats().tornBytes();
      assertThat(log.stats().damagedBlocks()).isZero();
    }
  }
}
