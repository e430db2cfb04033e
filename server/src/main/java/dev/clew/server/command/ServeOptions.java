package dev.clew.server.command;

import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.server.ServerOptions;
import dev.clew.server.http.Listener;
import dev.clew.server.http.Tls;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a server on the command line.
final class ServeOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder of the log and the store (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Option(
      names = "--otlp-grpc",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:4317",
      description = "Receive OTLP over gRPC here; port 0 takes a free one (${DEFAULT-VALUE}).")
  String otlpGrpc = "";

  @Option(
      names = "--otlp-http",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:4318",
      description = "Receive OTLP over HTTP and Zipkin JSON here (${DEFAULT-VALUE}).")
  String otlpHttp = "";

  @Option(
      names = "--http",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:4320",
      description = "Answer questions here (${DEFAULT-VALUE}).")
  String http = "";

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Certificate chain (PEM); turns TLS on for all listeners.")
  @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Private key (PEM, PKCS#8).")
  @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = "Certificates (PEM) that clients must be signed by; turns mutual TLS on.")
  @Nullable Path clientAuthorities;

  @Option(
      names = "--max-request-mib",
      paramLabel = "N",
      defaultValue = "20",
      description = "Greatest request body, packed or unpacked (${DEFAULT-VALUE}).")
  int maxRequestMebibytes;

  @Option(
      names = "--log-gib",
      paramLabel = "N",
      defaultValue = "8",
      description = "Greatest size of the log on disk (${DEFAULT-VALUE}).")
  double logGibibytes;

  @Option(
      names = "--retention",
      paramLabel = "DAYS",
      defaultValue = "14",
      description = "Days that telemetry is kept (${DEFAULT-VALUE}).")
  double retentionDays;

  @Option(
      names = "--retention-gib",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Size of stored telemetry above which the oldest is dropped (${DEFAULT-VALUE}).")
  double retentionGibibytes;

  @Option(
      names = "--seal-rows",
      paramLabel = "N",
      defaultValue = "250000",
      description = "Rows after which a segment is sealed (${DEFAULT-VALUE}).")
  int sealRows;

  @Option(
      names = "--seal-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Seconds after which even a few rows are sealed (${DEFAULT-VALUE}).")
  int sealSeconds;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "1",
      description = "Partitions of the log, by trace id (${DEFAULT-VALUE}).")
  int partitions;

  @Option(
      names = "--query-seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Greatest duration of one question (${DEFAULT-VALUE}).")
  int querySeconds;

  /// @param collector pipelines to run; null to keep everything as it comes
  ServerOptions toOptions(@Nullable CollectorFile collector) {
    return new ServerOptions(
        data,
        Listener.address(otlpGrpc),
        Listener.address(otlpHttp),
        Listener.address(http),
        tls(),
        (long) maxRequestMebibytes << 20,
        (long) (logGibibytes * (1L << 30)),
        Duration.ofSeconds((long) (retentionDays * 86_400)),
        (long) (retentionGibibytes * (1L << 30)),
        sealRows,
        Duration.ofSeconds(sealSeconds),
        partitions,
        Duration.ofSeconds(querySeconds),
        collector);
  }

  private @Nullable Tls tls() {
    if (certificate == null && key == null && clientAuthorities == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new CommandException("TLS needs both --tls-cert and --tls-key");
    }
    return new Tls(certificate, key, clientAuthorities);
  }
}
