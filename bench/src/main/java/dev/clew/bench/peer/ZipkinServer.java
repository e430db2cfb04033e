package dev.clew.bench.peer;

import dev.clew.bench.load.Compression;
import dev.clew.bench.load.Connection;
import dev.clew.bench.load.HttpConnection;
import dev.clew.bench.measure.ProcessUsage;
import dev.clew.bench.target.ChildProcess;
import dev.clew.bench.target.Gauges;
import dev.clew.bench.target.Target;
import dev.clew.bench.target.WebClient;
import dev.clew.bench.template.Encoding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Zipkin with its storage in memory, in a process of its own.
public final class ZipkinServer implements Target {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final String HEAP = "-Xmx3g";
  private static final Pattern TAKEN = Pattern.compile("zipkin_collector_spans_total");
  private static final Pattern DROPPED = Pattern.compile("zipkin_collector_spans_dropped_total");

  private final ChildProcess process;
  private final InetSocketAddress address;
  private final WebClient web;
  private final ProcessUsage usage;

  private ZipkinServer(ChildProcess process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
    web = new WebClient(address);
    usage = new ProcessUsage(process.handle());
  }

  /// Starts it and waits until it is healthy.
  ///
  /// @param keptSpans the newest spans that it keeps; a million of the larger shapes need more heap
  ///   than it has here
  public static ZipkinServer start(PeerFolder folder, int keptSpans)
      throws IOException, InterruptedException {
    Path jar = folder.zipkin();
    int port = freePort();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-jar",
            jar.toString(),
            "--armeria.ports[0].ip=127.0.0.1",
            "--armeria.ports[0].port=" + port,
            "--armeria.ports[0].protocols[0]=http");
    ChildProcess process =
        ChildProcess.start(
            command,
            Map.of("MEM_MAX_SPANS", String.valueOf(keptSpans)),
            folder.file("zipkin.out"),
            _ -> {});
    ZipkinServer server =
        new ZipkinServer(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.awaitHealthy();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitHealthy() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!web.isReady("/health")) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String tail = process.tail();
        close();
        throw new IOException("Zipkin does not get ready; it says:\n" + tail);
      }
      Thread.sleep(100);
    }
  }

  @Override
  public String name() {
    return "zipkin";
  }

  @Override
  public Encoding encoding() {
    return Encoding.ZIPKIN;
  }

  @Override
  public Connection.Opener opener() {
    return HttpConnection.opener(address, "/api/v2/spans", "application/json", Compression.NONE);
  }

  @Override
  public ProcessUsage usage() {
    return usage;
  }

  @Override
  public boolean awaitIdle(Duration limit) throws InterruptedException {
    return usage.awaitQuiet(() -> true, limit);
  }

  /// Zipkin forgets all but the newest spans, so only what it says it took can be checked.
  @Override
  public Holdings holdings() throws IOException, InterruptedException {
    Gauges gauges = web.gauges("/prometheus");
    double taken = gauges.sum(TAKEN).orElse(-1);
    long kept = (long) (taken - gauges.sum(DROPPED).orElse(0));
    return new Holdings(kept, kept);
  }

  @Override
  public Disk disk() {
    return new Disk(0, 0);
  }

  @Override
  public void close() {
    process.close();
  }
}
