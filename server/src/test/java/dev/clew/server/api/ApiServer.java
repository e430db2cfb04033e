package dev.clew.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.ingest.otlp.Encoding;
import dev.clew.ingest.otlp.OtlpDecoder;
import dev.clew.model.SpanBatch;
import dev.clew.server.api.clew.ClewApi;
import dev.clew.server.api.clew.SqlAnswers;
import dev.clew.server.api.jaeger.JaegerApi;
import dev.clew.server.api.tempo.TempoApi;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.GzipAnswers;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import dev.clew.server.http.body.MemoryBudget;
import dev.clew.server.http.body.Unpacking;
import dev.clew.server.http.grpc.GrpcService;
import dev.clew.store.sql.SqlResult;
import dev.clew.testkit.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A server with all endpoints of data sources over spans in memory.
public final class ApiServer implements AutoCloseable {
  /// What its clock says at first.
  public static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<SpanBatch> batches;
  private final FakeClock clock = new FakeClock(NOW);
  private final Snapshots snapshots = new Snapshots(8, 64 << 20, clock);
  private final QueryRunner runner = new QueryRunner(2, 16, Duration.ofSeconds(10));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpListeners listeners;

  /// An answer of HTTP.
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String type() {
      return header("content-type");
    }

    public byte[] bytes() {
      return response.body();
    }

    public String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(bytes());
      } catch (IOException failure) {
        throw new UncheckedIOException(text(), failure);
      }
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public ApiServer() throws IOException {
    batches = new ArrayList<>();
    List<SpanBatch> held = batches;
    listeners = listeners(_ -> new WordsView(held));
  }

  /// Over a store of one's own, to which no spans can be added.
  public ApiServer(ViewSource views) throws IOException {
    batches = List.of();
    listeners = listeners(views);
  }

  private HttpListeners listeners(ViewSource views) throws IOException {
    Searches searches = new Searches(views, snapshots, runner.deadline());
    TempoApi tempo = new TempoApi(searches, runner, clock);
    JaegerApi jaeger = new JaegerApi(searches, runner, clock);
    ClewApi clew =
        new ClewApi(
            searches,
            new SqlAnswers((_, _, _) -> new SqlResult.Table(List.of(), List.of(), false)),
            runner,
            clock);
    GrpcService grpc =
        new GrpcService(
            tempo.grpcMethods(), new Unpacking(1 << 20, 100), new MemoryBudget(1 << 20), _ -> {});
    return HttpListeners.open(
        List.of(
            new Listener(
                "http",
                Listener.address("0"),
                null,
                builder -> {
                  GzipAnswers.addTo(builder);
                  clew.addTo(builder);
                  tempo.addTo(builder, "");
                  tempo.addTo(builder, "/tempo");
                  jaeger.addTo(builder, "");
                  jaeger.addTo(builder, "/jaeger");
                  new TraceAtRoot(tempo.traceById(), jaeger.traceById()).addTo(builder);
                  builder.serviceUnder("/tempopb.StreamingQuerier/", grpc);
                })),
        ConnectionLimits.DEFAULT);
  }

  public FakeClock clock() {
    return clock;
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  public void add(SpanBatch batch) {
    batches.add(batch);
  }

  /// Adds the spans of a file of OTLP in JSON.
  public void load(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    switch (OtlpDecoder.traces(body, 0, body.length, Encoding.JSON, Limits.DEFAULT, 1)) {
      case Decoded.Accepted<SpanBatch>(var batch, _, _, _) -> add(batch);
      case Decoded.Refused<SpanBatch>(_, var message) ->
          throw new IllegalArgumentException(file + ": " + message);
    }
  }

  public int port() {
    return listeners.address("http").getPort();
  }

  /// Gets a path.
  ///
  /// @param headers names and values in turn
  public Answer get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return send(headers.length > 0 ? request.headers(headers) : request);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// Asks for the headers of a path alone.
  public Answer head(String path) {
    return send(HttpRequest.newBuilder(uri(path)).HEAD());
  }

  /// Names and values in turn as a query string.
  public static String query(String... parameters) {
    StringBuilder text = new StringBuilder("?");
    for (int i = 0; i < parameters.length; i += 2) {
      text.append(i == 0 ? "" : "&").append(parameters[i]).append('=');
      text.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Override
  public void close() {
    listeners.close();
    runner.close();
    snapshots.close();
  }
}
