package dev.clew.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.ingest.otlp.Encoding;
import dev.clew.ingest.otlp.OtlpDecoder;
import dev.clew.ingest.otlp.OtlpTimes;
import dev.clew.model.Batch;
import dev.clew.model.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// One captured request body.
final class Capture {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Signal signal;
  private final boolean isJson;
  private final byte[] body;
  private final int rows;

  private Capture(String name, Signal signal, boolean isJson, byte[] body, int rows) {
    this.name = name;
    this.signal = signal;
    this.isJson = isJson;
    this.body = body;
    this.rows = rows;
  }

  /// Reads a body; tells its signal from the file's name, else from what it decodes as.
  static Capture read(Path file, byte[] body) {
    String name = file.getFileName().toString();
    boolean isJson = name.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "").endsWith(".json");
    Capture best = null;
    for (Signal signal : candidates(name, isJson, body)) {
      Batch batch = decoded(signal, isJson, body);
      if (batch != null && (best == null || batch.size() > best.rows)) {
        best = new Capture(name, signal, isJson, body, batch.size());
      }
    }
    if (best == null) {
      throw new CommandException(file + " is no OTLP request");
    }
    return best;
  }

  String name() {
    return name;
  }

  Signal signal() {
    return signal;
  }

  boolean isJson() {
    return isJson;
  }

  byte[] body() {
    return body;
  }

  /// Spans, log records or metric points in it.
  int rows() {
    return rows;
  }

  /// Newest time in it, in epoch nanoseconds; 0 if it has none.
  long newestNanos() {
    long[] newest = {0};
    withTimes(time -> {
      newest[0] = Math.max(newest[0], time);
      return time;
    });
    return newest[0];
  }

  /// This with every time changed.
  Capture withTimes(LongUnaryOperator change) {
    if (isJson) {
      return new Capture(name, signal, true, jsonWithTimes(change), rows);
    }
    byte[] copy = body.clone();
    OtlpTimes.rewrite(copy, signal, change);
    return new Capture(name, signal, false, copy, rows);
  }

  private byte[] jsonWithTimes(LongUnaryOperator change) {
    try {
      JsonNode root = JSON.readTree(body);
      rewrite(root, change);
      return JSON.writeValueAsBytes(root);
    } catch (IOException malformed) {
      throw new CommandException(name + " is no OTLP request: " + malformed.getMessage());
    }
  }

  private static void rewrite(JsonNode node, LongUnaryOperator change) {
    if (node instanceof ObjectNode object) {
      for (String field :
          List.of("startTimeUnixNano", "endTimeUnixNano", "timeUnixNano", "observedTimeUnixNano")) {
        JsonNode time = object.get(field);
        if (time != null && time.asLong() != 0) {
          object.put(field, Long.toString(change.applyAsLong(time.asLong())));
        }
      }
    }
    node.forEach(child -> rewrite(child, change));
  }

  private static List<Signal> candidates(String name, boolean isJson, byte[] body) {
    String hint = isJson ? new String(body, StandardCharsets.UTF_8) : name;
    for (Signal signal : Signal.values()) {
      String word = signal.name().toLowerCase(Locale.ROOT);
      String key = signal == Signal.TRACES ? "resourceSpans" : "resource" + capital(word);
      if (isJson ? hint.contains('"' + key + '"') : hint.contains(word)) {
        return List.of(signal);
      }
    }
    return List.of(Signal.values());
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static @Nullable Batch decoded(Signal signal, boolean isJson, byte[] body) {
    Encoding encoding = isJson ? Encoding.JSON : Encoding.PROTOBUF;
    Decoded<? extends Batch> outcome =
        switch (signal) {
          case TRACES -> OtlpDecoder.traces(body, 0, body.length, encoding, Limits.DEFAULT, 1);
          case LOGS -> OtlpDecoder.logs(body, 0, body.length, encoding, Limits.DEFAULT, 1);
          case METRICS -> OtlpDecoder.metrics(body, 0, body.length, encoding, Limits.DEFAULT, 1);
        };
    return outcome instanceof Decoded.Accepted<? extends Batch> accepted ? accepted.batch() : null;
  }
}
