package dev.clew.pipeline;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.ingest.otlp.Encoding;
import dev.clew.ingest.otlp.OtlpDecoder;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.ottl.Documents;
import dev.clew.pipeline.ottl.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Batches from OTLP in YAML or JSON.
public final class Otlp {
  private Otlp() {}

  /// Spans without ids get some, since a batch holds no others.
  public static SpanBatch spans(String yaml) {
    Value withIds = withIds(Value.of(yaml(yaml)), false);
    byte[] json = Documents.print(withIds).getBytes(StandardCharsets.UTF_8);
    return batch(
        OtlpDecoder.traces(json, 0, json.length, Encoding.JSON, Limits.DEFAULT, 1_000_000_000L));
  }

  public static LogBatch logs(String yaml) {
    byte[] json = json(yaml);
    return batch(
        OtlpDecoder.logs(json, 0, json.length, Encoding.JSON, Limits.DEFAULT, 1_000_000_000L));
  }

  public static PointBatch points(String yaml) {
    byte[] json = json(yaml);
    return batch(
        OtlpDecoder.metrics(json, 0, json.length, Encoding.JSON, Limits.DEFAULT, 1_000_000_000L));
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The value of YAML text.
  public static dev.clew.pipeline.config.Value yaml(String text) {
    return Reading.ofYaml(text, Section::everything).value();
  }

  private static Value withIds(Value value, boolean isSpan) {
    return switch (value) {
      case Value.Items(List<Value> items) ->
          new Value.Items(items.stream().map(item -> withIds(item, isSpan)).toList());
      case Value.Entries(Map<String, Value> entries) -> {
        Map<String, Value> changed = new LinkedHashMap<>();
        if (isSpan) {
          changed.put("traceId", new Value.Text("00000000000000000000000000000001"));
          changed.put("spanId", new Value.Text("0000000000000001"));
        }
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
          Value inner = withIds(entry.getValue(), entry.getKey().equals("spans"));
          if (!(isSpan && inner.equals(new Value.Text("")))) {
            changed.put(entry.getKey(), inner);
          }
        }
        yield new Value.Entries(changed);
      }
      case Value.Nil _,
          Value.Bool _,
          Value.Int _,
          Value.Real _,
          Value.Text _,
          Value.Binary _,
          Value.Time _,
          Value.Period _ ->
          value;
    };
  }

  private static byte[] json(String yaml) {
    return Documents.print(Value.of(yaml(yaml))).getBytes(StandardCharsets.UTF_8);
  }

  private static <B extends Batch> B batch(Decoded<B> decoded) {
    return switch (decoded) {
      case Decoded.Accepted<B> accepted -> accepted.batch();
      case Decoded.Refused<B> refused -> throw new IllegalArgumentException(refused.message());
    };
  }
}
