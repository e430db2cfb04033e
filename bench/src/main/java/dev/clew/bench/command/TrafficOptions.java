package dev.clew.bench.command;

import dev.clew.bench.load.Compression;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.run.Traffic;
import dev.clew.bench.template.CapturedBodies;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.Shape;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which spans are sent, and how.
final class TrafficOptions {
  private static final long LOOK_BACK_NANOS = TimeUnit.MINUTES.toNanos(15);

  @Option(names = "--shape", defaultValue = "AUTH", description = "${COMPLETION-CANDIDATES}")
  private Shape shape = Shape.AUTH;

  @Option(names = "--seed", defaultValue = "1", description = "decides all values")
  private long seed = 1;

  @Option(names = "--users", defaultValue = "100000", description = "accounts that log in")
  private int users = 100_000;

  @Option(
      names = "--captured",
      description = "folder of captured bodies (default: otel-demo-otlp of the test data)")
  private @Nullable Path captured;

  @Option(names = "--grpc", description = "send OTLP over gRPC instead of HTTP")
  private boolean grpc;

  @Option(
      names = "--compression",
      defaultValue = "NONE",
      description = "${COMPLETION-CANDIDATES}; bodies are compressed before the run")
  private Compression compression = Compression.NONE;

  @Option(
      names = "--ring-megabytes",
      defaultValue = "768",
      description = "memory for compressed bodies; ids recur when they do not fit")
  private long ringMegabytes = 768;

  @Option(names = "--connections", defaultValue = "8", description = "of the closed loop")
  private int connections = 8;

  @Option(names = "--open-connections", defaultValue = "16", description = "of the open loop")
  private int openConnections = 16;

  @Option(
      names = "--data-rate",
      defaultValue = "200000",
      description = "spans per second of time in the data")
  private double dataRate = 200_000;

  boolean isGrpc() {
    return grpc;
  }

  Compression compression() {
    return compression;
  }

  @Nullable Path captured() {
    return captured != null ? captured : CapturedBodies.folder();
  }

  int connections() {
    return connections;
  }

  long seed() {
    return seed;
  }

  /// Spans that begin a quarter of an hour ago.
  TemplateSet.Plan plan(Encoding encoding) {
    long now = TimeUnit.SECONDS.toNanos(System.currentTimeMillis() / 1_000);
    return new TemplateSet.Plan(
        shape, encoding, captured(), seed, users, now - LOOK_BACK_NANOS, dataRate);
  }

  /// The traffic of a run that sends so many spans.
  Traffic traffic(TemplateSet set, long wantedSpans) {
    return compression == Compression.NONE
        ? Traffic.plain(set, connections, openConnections)
        : Traffic.compressed(
            set, compression, wantedSpans, ringMegabytes << 20, connections, openConnections);
  }

  TemplateSet set(TemplateSet.Plan plan, Report report) throws IOException {
    TemplateSet set = TemplateSet.of(plan);
    if (plan.shape() != Shape.CANON && plan.captured() == null) {
      report.say(
          "no captured bodies at ../shared/data/otel-demo-otlp (set CLEW_TEST_DATA or --captured):"
              + " made ones stand in");
    }
    return set;
  }

  void tell(TemplateSet set, Traffic traffic, Evidence evidence) {
    evidence
        .put("shape", set.shape().name())
        .put("bodies", set.origin())
        .put("seed", seed)
        .put("users", users)
        .put("baseNanos", set.schedule().baseNanos())
        .put("dataRate", dataRate)
        .put("protocol", grpc ? "grpc" : "http")
        .put("compression", traffic.compression().name())
        .put("bodyBytesPerSpan", set.bytesPerSpan())
        .put("wireBytesPerSpan", traffic.wireBytesPerSpan())
        .put("spansPerRequest", (double) set.spans() / set.templates());
  }
}
