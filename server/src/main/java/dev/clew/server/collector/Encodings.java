package dev.clew.server.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.ingest.otlp.JsonForm;
import dev.clew.ingest.otlp.OtlpEncoder;
import dev.clew.ingest.otlp.OtlpJsonEncoder;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.tailsampling.SamplingMarks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Writes batches as requests of OTLP for others, without what is for Clew's own store alone.
final class Encodings {
  private static final JsonFactory JSON = new JsonFactory();

  private Encodings() {}

  /// @param exporter for the message, if there is no such encoding
  /// @throws IllegalArgumentException if rows of the signal cannot be written so
  static Function<Batch, byte[]> of(boolean isJson, Signal signal, String exporter) {
    if (!isJson) {
      return batch -> OtlpEncoder.encode(SamplingMarks.without(batch));
    }
    if (signal == Signal.METRICS) {
      throw new IllegalArgumentException(
          "exporter \"%s\": metrics are written as protobuf only".formatted(exporter));
    }
    return batch -> json(SamplingMarks.without(batch));
  }

  private static byte[] json(Batch batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] rows = IntStream.range(0, batch.size()).toArray();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      OtlpJsonEncoder encoder = new OtlpJsonEncoder(out, JsonForm.OTLP);
      out.writeStartObject();
      switch (batch) {
        case SpanBatch spans -> {
          out.writeFieldName("resourceSpans");
          encoder.spans(spans, rows);
        }
        case LogBatch logs -> {
          out.writeFieldName("resourceLogs");
          encoder.logs(logs, rows);
        }
        case PointBatch _ -> throw new IllegalStateException("metrics as JSON");
      }
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
