package dev.clew.ingest.log;

import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A process that appends until it is killed, and says what was acknowledged.
///
/// Each line of its output is `partition offset payload .`, where the payload is named by its first
/// word. Now and then it sends an entry a second time, as a client does that lost the answer.
final class KilledProcess {
  static final int PARTITIONS = 3;
  static final LogOptions OPTIONS =
      LogOptions.defaults().withPartitions(PARTITIONS).withDisk(256 << 10, 1L << 30);
  private static final int CALLERS = 6;

  private final FileLog log;
  private final String run;

  private KilledProcess(FileLog log, String run) {
    this.log = log;
    this.run = run;
  }

  static Process start(Path folder, long run) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledProcess.class.getName(),
            folder.toString(),
            Long.toString(run))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Appends until it is killed.
  ///
  /// @param arguments the folder and the number of this run
  public static void main(String[] arguments) throws InterruptedException {
    FileLog log = FileLog.open(Path.of(arguments[0]), OPTIONS, InstantSource.system());
    KilledProcess process = new KilledProcess(log, arguments[1]);
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int number = caller;
      callers.add(Thread.startVirtualThread(() -> process.appendForever(number)));
    }
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void appendForever(int caller) {
    RandomGenerator random = Seeds.random(Long.parseLong(run) * CALLERS + caller);
    int partition = caller % PARTITIONS;
    for (int i = 0; ; i++) {
      String name = run + "-" + caller + "-" + i;
      Entry entry = Entries.of(name + " " + "x".repeat(random.nextInt(6_000)));
      if (random.nextInt(10) == 0) {
        log.append(partition, entry).exceptionally(_ -> -1L);
      }
      acknowledged(partition, log.append(partition, entry).join(), name);
    }
  }

  private static synchronized void acknowledged(int partition, long offset, String name) {
    String line = partition + " " + offset + " " + name + " .\n";
    try {
      System.out.write(line.getBytes(StandardCharsets.US_ASCII));
      System.out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
