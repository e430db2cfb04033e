package dev.clew.bench.target;

import dev.clew.bench.load.Compression;
import dev.clew.bench.load.Connection;
import dev.clew.bench.load.GrpcConnection;
import dev.clew.bench.load.HttpConnection;
import dev.clew.bench.measure.ProcessUsage;
import dev.clew.bench.template.Encoding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Clew server in a process of its own, on free ports.
public final class ClewServer implements Target {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 20;
  private static final Pattern UNSEALED = Pattern.compile("clew_\\w*unsealed\\w*");

  private final Plan plan;
  private final ChildProcess process;
  private final PortLines ports;
  private final ProcessUsage usage;
  private @Nullable WebClient web;

  /// How to start it.
  ///
  /// @param launcher command that runs Clew, to which `serve` is added
  /// @param arguments further arguments of `serve`
  /// @param isGrpc whether spans go over gRPC
  public record Plan(
      List<String> launcher,
      Path data,
      List<String> arguments,
      boolean isGrpc,
      Compression compression) {
    public Plan {
      launcher = List.copyOf(launcher);
      arguments = List.copyOf(arguments);
    }

    List<String> command() {
      List<String> command = new ArrayList<>(launcher);
      command.add("serve");
      for (String listener : List.of("--otlp-grpc", "--otlp-http", "--http")) {
        command.addAll(List.of(listener, "127.0.0.1:0"));
      }
      command.addAll(List.of("--data", data.toString()));
      command.addAll(arguments);
      return command;
    }
  }

  private ClewServer(Plan plan, ChildProcess process, PortLines ports) {
    this.plan = plan;
    this.process = process;
    this.ports = ports;
    usage = new ProcessUsage(process.handle());
  }

  /// Starts it and does not wait.
  public static ClewServer launch(Plan plan) throws IOException {
    Files.createDirectories(plan.data());
    PortLines ports = new PortLines();
    Path output = plan.data().resolveSibling(plan.data().getFileName() + ".out");
    return new ClewServer(
        plan, ChildProcess.start(plan.command(), Map.of(), output, ports::accept), ports);
  }

  /// Starts it and waits until it is ready.
  public static ClewServer start(Plan plan) throws IOException, InterruptedException {
    ClewServer server = launch(plan);
    try {
      server.awaitReady();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!ports.isComplete() || !web().isReady("/readyz")) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("clew serve does not get ready; it says:\n" + process.tail());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  @Override
  public String name() {
    return "clew";
  }

  @Override
  public Encoding encoding() {
    return Encoding.OTLP;
  }

  @Override
  public Connection.Opener opener() {
    return plan.isGrpc()
        ? GrpcConnection.opener(address(PortLines.Listener.OTLP_GRPC), plan.compression())
        : HttpConnection.opener(
            address(PortLines.Listener.OTLP_HTTP),
            "/v1/traces",
            "application/x-protobuf",
            plan.compression());
  }

  @Override
  public ProcessUsage usage() {
    return usage;
  }

  /// Settled means that the gauge of unsealed spans is 0, if the server has one.
  @Override
  public boolean awaitIdle(Duration limit) throws InterruptedException {
    return usage.awaitQuiet(() -> unsealedSpans().orElse(0) == 0, limit);
  }

  @Override
  public Holdings holdings() throws IOException, InterruptedException {
    return new StoredSpans(sql()).holdings();
  }

  @Override
  public Disk disk() throws IOException {
    return FileSizes.of(plan.data());
  }

  /// Asks in SQL.
  public Sql sql() {
    return new HttpSql(web());
  }

  /// Asks the query APIs.
  public WebClient web() {
    WebClient client = web;
    if (client == null) {
      client = new WebClient(address(PortLines.Listener.HTTP));
      web = client;
    }
    return client;
  }

  /// Spans that are in the log, but in no segment yet; empty if the server does not tell.
  public OptionalDouble unsealedSpans() {
    try {
      return web().gauges("/metrics").sum(UNSEALED);
    } catch (IOException _) {
      return OptionalDouble.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return OptionalDouble.empty();
    }
  }

  /// Kills it as `kill -9` does.
  public void kill() throws InterruptedException {
    process.kill();
  }

  private InetSocketAddress address(PortLines.Listener listener) {
    @Nullable InetSocketAddress address = ports.address(listener);
    if (address == null) {
      throw new IllegalStateException("no address of " + listener + " yet");
    }
    return address;
  }

  @Override
  public void close() {
    process.close();
  }
}
