package dev.clew.examples.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A request body, written and compressed once, so that every attempt posts the same bytes.
public final class Parcel {
  private static final JsonFactory JSON = new JsonFactory();

  private final Signal signal;
  private final byte[] body;
  private final int items;
  private final Runnable accepted;

  private Parcel(Signal signal, byte[] body, int items, Runnable accepted) {
    this.signal = signal;
    this.body = body;
    this.items = items;
    this.accepted = accepted;
  }

  public static Parcel ofSpans(List<Span> spans) {
    return written(
        Signal.TRACES,
        spans.size(),
        (json, otlp) ->
            otlp.request(
                "Spans",
                "spans",
                byResource(spans, Span::resource),
                new SpanJson(json, otlp)::write));
  }

  public static Parcel ofLogs(List<LogRecord> logs) {
    return written(
        Signal.LOGS,
        logs.size(),
        (json, otlp) ->
            otlp.request(
                "Logs",
                "logRecords",
                byResource(logs, LogRecord::resource),
                new LogJson(json, otlp)::write));
  }

  public static Parcel ofMetrics(List<Metric> metrics) {
    return written(
        Signal.METRICS,
        metrics.stream().mapToInt(metric -> metric.data().size()).sum(),
        (json, otlp) ->
            otlp.request(
                "Metrics",
                "metrics",
                byResource(metrics, Metric::resource),
                new MetricJson(json, otlp)::write));
  }

  /// The same parcel; runs the action once, when the server has taken it.
  public Parcel whenAccepted(Runnable action) {
    return new Parcel(signal, body, items, action);
  }

  Signal signal() {
    return signal;
  }

  /// How many spans, records or points are inside.
  int items() {
    return items;
  }

  BodyPublisher publisher() {
    return BodyPublishers.ofByteArray(body);
  }

  void reportAccepted() {
    accepted.run();
  }

  private static <T> Map<Resource, List<T>> byResource(
      List<T> items, Function<T, Resource> resource) {
    Map<Resource, List<T>> groups = new LinkedHashMap<>();
    for (T item : items) {
      groups.computeIfAbsent(resource.apply(item), _ -> new ArrayList<>()).add(item);
    }
    return groups;
  }

  private static Parcel written(Signal signal, int items, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new QuickGzip(bytes);
        JsonGenerator json = JSON.createGenerator(packed)) {
      content.write(json, new OtlpJson(json));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return new Parcel(signal, bytes.toByteArray(), items, () -> {});
  }

  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json, OtlpJson otlp) throws IOException;
  }

  /// Gzip at its fastest: the way is short, and the minutes before the start are many bytes.
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, 1 << 14);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
