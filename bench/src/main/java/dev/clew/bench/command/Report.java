package dev.clew.bench.command;

import dev.clew.bench.measure.Calibration;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.measure.Machine;
import dev.clew.bench.target.ChildProcess;
import dev.clew.bench.template.CapturedBodies;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.Payload;
import dev.clew.bench.template.PayloadSource;
import dev.clew.bench.template.Shape;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where results go: each run is one line of JSON on stdout and in a file; progress goes to stderr.
final class Report {
  private static final double STEADY = 0.10;

  private final PrintStream out = System.out;
  private final PrintStream progress = System.err;
  private final List<Evidence> all = new ArrayList<>();
  private @Nullable Calibration calibration;

  @Option(names = "--json", description = "file to which each run adds its line of JSON")
  private @Nullable Path file;

  /// Lines also go to this file, unless the user named another.
  void toFile(Path other) {
    if (file == null) {
      file = other;
    }
  }

  void say(String line) {
    progress.println(line);
  }

  /// All evidence so far.
  List<Evidence> all() {
    return List.copyOf(all);
  }

  /// Something that measures and adds to the evidence.
  @FunctionalInterface
  interface Measurement {
    void run(Evidence evidence) throws IOException, InterruptedException;
  }

  /// Measures between two calibrations and reports it with where and when it was done.
  Evidence measure(String run, Measurement measurement) throws IOException, InterruptedException {
    Evidence evidence = new Evidence(run);
    tellPlace(evidence);
    double before = calibration().gigabytesPerSecond();
    measurement.run(evidence);
    double after = calibration().gigabytesPerSecond();
    evidence
        .put("calibrationBefore", before)
        .put("calibrationAfter", after)
        .put("isSteady", Math.abs(before - after) <= STEADY * Math.max(before, after));
    add(evidence);
    return evidence;
  }

  /// Reports evidence that stands by itself.
  void add(Evidence evidence) throws IOException {
    all.add(evidence);
    out.println(evidence.json());
    if (file != null) {
      Files.writeString(
          file, evidence.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static void tellPlace(Evidence evidence) throws InterruptedException {
    Machine machine = Machine.now();
    evidence
        .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("commit", commit())
        .put("processor", machine.processor())
        .put("cores", machine.cores())
        .put("memoryBytes", machine.memoryBytes())
        .put("java", Runtime.version().toString());
  }

  private static String commit() throws InterruptedException {
    try {
      return ChildProcess.run(
              List.of("git", "rev-parse", "--short=12", "HEAD"), Map.of(), Duration.ofSeconds(10))
          .strip();
    } catch (IOException _) {
      return "unknown";
    }
  }

  private Calibration calibration() throws IOException {
    Calibration made = calibration;
    if (made == null) {
      Path folder = CapturedBodies.folder();
      made = new Calibration(folder != null ? CapturedBodies.readBytes(folder) : madeBodies());
      calibration = made;
    }
    return made;
  }

  private static List<byte[]> madeBodies() throws IOException {
    TemplateSet set =
        TemplateSet.of(
            new TemplateSet.Plan(Shape.CANON, Encoding.OTLP, null, 1, 100_000, 0, 1_000));
    PayloadSource source = set.newSource();
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < set.templates(); i++) {
      Payload payload = source.payload(i);
      int start = payload.offset();
      bodies.add(Arrays.copyOfRange(payload.buffer(), start, start + payload.length()));
    }
    return bodies;
  }
}
