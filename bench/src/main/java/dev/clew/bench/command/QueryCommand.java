package dev.clew.bench.command;

import dev.clew.bench.canon.CanonRun;
import dev.clew.bench.load.Compression;
import dev.clew.bench.load.Load;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.target.ClewServer;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.Shape;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Fills a store with a day of spans, unless it is filled, and asks the query canon.
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Ask the query canon on a day of spans; print p50, p95 and p99.")
public final class QueryCommand implements Callable<Integer> {
  private static final long DAY_SECONDS = 86_400;
  private static final int USERS = 100_000;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private Report report = new Report();

  @Option(names = "--spans", defaultValue = "10000000", description = "to fill the store with")
  private long spans = 10_000_000;

  @Option(names = "--seed", defaultValue = "1", description = "decides all values")
  private long seed = 1;

  @Option(names = "--clients", defaultValue = "1", description = "that ask at the same time")
  private int clients = 1;

  @Option(names = "--repeats", defaultValue = "20", description = "of each question and client")
  private int repeats = 20;

  @Option(names = "--restart", description = "restart the server between filling and asking")
  private boolean restart;

  @Option(names = "--ingest-rate", defaultValue = "0", description = "spans/s sent meanwhile")
  private double ingestRate;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (ServerOptions.DataFolder data = server.dataFolder()) {
      TemplateSet set = TemplateSet.of(plan(data.path()));
      long bodies = set.bodiesFor(spans);
      ClewServer.Plan serve = server.plan(data.path(), false, Compression.NONE);
      boolean isFilled = Files.exists(marker(data.path()));
      if (!isFilled) {
        try (ClewServer clew = ClewServer.start(serve)) {
          fill(clew, set, data.path());
          if (!restart) {
            ask(clew, set, bodies);
            return 0;
          }
        }
      }
      try (ClewServer clew = ClewServer.start(serve)) {
        ask(clew, set, bodies);
      }
      return 0;
    }
  }

  private void fill(ClewServer clew, TemplateSet set, Path data)
      throws IOException, InterruptedException {
    report.say("filling the store with %,d spans".formatted(spans));
    try (Load load = new Load(set, clew.opener(), 2)) {
      load.closedLoop(spans, Duration.ofHours(1));
    }
    if (!clew.awaitIdle(Duration.ofMinutes(10))) {
      report.say("the server is still busy after ten minutes");
    }
    Files.writeString(marker(data), String.valueOf(set.schedule().baseNanos()));
  }

  private void ask(ClewServer clew, TemplateSet set, long bodies)
      throws IOException, InterruptedException {
    CanonRun.Plan how =
        new CanonRun.Plan(
            clients,
            repeats,
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1)));
    Thread ingest = background(clew, set);
    try {
      new CanonRun(clew.web(), set, bodies, how).run(this::tell);
    } finally {
      ingest.interrupt();
      ingest.join();
    }
  }

  private void tell(Evidence evidence) {
    evidence
        .put("target", "clew")
        .put("profile", server.profile())
        .put("storeSpans", spans)
        .put("ingestRate", ingestRate);
    report.say(Summary.query(evidence));
    try {
      report.add(evidence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends other spans of the same kind at a steady rate until it is interrupted.
  private Thread background(ClewServer clew, TemplateSet set) throws IOException {
    TemplateSet other =
        TemplateSet.of(
            new TemplateSet.Plan(
                Shape.CANON,
                Encoding.OTLP,
                null,
                seed + 1,
                USERS,
                set.schedule().baseNanos() + TimeUnit.SECONDS.toNanos(DAY_SECONDS),
                Math.max(1, ingestRate)));
    return Thread.ofPlatform().start(() -> send(clew, other));
  }

  private void send(ClewServer clew, TemplateSet other) {
    if (ingestRate > 0) {
      try (Load load = new Load(other, clew.opener(), 2)) {
        load.openLoop(ingestRate, Duration.ofHours(2));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// A filled store keeps the time that its data starts at.
  private TemplateSet.Plan plan(Path data) throws IOException {
    Path marker = marker(data);
    long base =
        Files.exists(marker)
            ? Long.parseLong(Files.readString(marker).strip())
            : TimeUnit.SECONDS.toNanos(System.currentTimeMillis() / 1_000 - DAY_SECONDS);
    double rate = (double) spans / DAY_SECONDS;
    return new TemplateSet.Plan(Shape.CANON, Encoding.OTLP, null, seed, USERS, base, rate);
  }

  private static Path marker(Path data) {
    return data.resolveSibling(data.getFileName() + ".filled");
  }
}
