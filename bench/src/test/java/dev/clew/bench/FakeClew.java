package dev.clew.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;

/// Stands in for the server: keeps span ids in a file and counts them when asked in SQL. It is as
/// durable as its argument says.
public final class FakeClew {
  private static final int FLUSH_EVERY = 40;

  private final FileChannel file;
  private final List<Long> ids = new ArrayList<>();
  private final List<Long> unwritten = new ArrayList<>();
  private final String fault;
  private int requests;

  private FakeClew(Path data, String fault) throws IOException {
    this.fault = fault;
    Files.createDirectories(data);
    file =
        FileChannel.open(
            data.resolve("spans"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    recover();
  }

  /// Command that runs it, which the harness completes.
  public static List<String> launcher() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        FakeClew.class.getName());
  }

  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    Path data = Path.of(given.get(given.indexOf("--data") + 1));
    new FakeClew(data, given.contains("--fault") ? given.getLast() : "").serve();
  }

  private synchronized void recover() throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) file.size());
    file.read(all, 0);
    all.flip();
    while (all.remaining() >= 8) {
      ids.add(all.getLong());
    }
    file.position(ids.size() * 8L);
    if (fault.equals("doubling") && !ids.isEmpty()) {
      ids.add(ids.getLast());
    }
  }

  private void serve() throws IOException {
    HttpServer otlp = server();
    otlp.createContext("/v1/traces", this::take);
    otlp.start();
    HttpServer http = server();
    http.createContext("/readyz", exchange -> answer(exchange, "ok"));
    http.createContext("/metrics", exchange -> answer(exchange, "clew_store_unsealed_spans 0\n"));
    http.createContext("/clew/v1/sql", exchange -> answer(exchange, rows(query(exchange))));
    http.start();
    System.out.println("clew: listening");
    System.out.println("otlp-grpc 127.0.0.1:1");
    System.out.println("otlp-http 127.0.0.1:" + otlp.getAddress().getPort());
    System.out.println("http 127.0.0.1:" + http.getAddress().getPort());
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return server;
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    keep(ExportTraceServiceRequest.parseFrom(body));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /// A forgetful server answers although it writes only now and then.
  private synchronized void keep(ExportTraceServiceRequest request) throws IOException {
    request.getResourceSpansList().stream()
        .flatMap(group -> group.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> span.getSpanId().asReadOnlyByteBuffer().getLong())
        .forEach(unwritten::add);
    requests++;
    if (!fault.equals("forgetful") || requests % FLUSH_EVERY == 0) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * unwritten.size());
      unwritten.forEach(bytes::putLong);
      file.write(bytes.flip());
      file.force(false);
      ids.addAll(unwritten);
      unwritten.clear();
    }
  }

  private static String query(HttpExchange exchange) throws IOException {
    return new ObjectMapper().readTree(exchange.getRequestBody()).path("sql").asText();
  }

  private synchronized String rows(String query) {
    if (query.contains("count(*)")) {
      return "spans,ids\n%d,%d\n".formatted(ids.size(), new HashSet<>(ids).size());
    }
    String[] words = query.split(" ", -1);
    long pages = Long.parseLong(words[words.length - 3]);
    long page = Long.parseLong(words[words.length - 1]);
    StringBuilder rows = new StringBuilder("span_id\n");
    for (long id : ids) {
      if (Math.floorMod(id, pages) == page) {
        rows.append("%016x\n".formatted(id));
      }
    }
    return rows.toString();
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
