package dev.clew.ingest.otlp;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Intake;
import dev.clew.ingest.JsonReader;
import dev.clew.ingest.Limits;
import dev.clew.ingest.LogIntake;
import dev.clew.ingest.MalformedException;
import dev.clew.ingest.PointIntake;
import dev.clew.ingest.SpanIntake;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.util.Objects;
import java.util.function.BiFunction;

/// Decodes OTLP export requests: the bytes of one request to the rows of one batch.
///
/// An `ExportTraceServiceRequest` and `TracesData` are written alike, and so are the messages of
/// the other signals. The slice of the body is only read; nothing of it is kept.
public final class OtlpDecoder {
  private static final int BYTES_PER_ROW = 400;
  private static final int MAX_EXPECTED_ROWS = 1 << 16;

  private OtlpDecoder() {}

  /// Decodes spans.
  ///
  /// @param receivedNanos epoch nanoseconds, for spans without a time
  public static Decoded<SpanBatch> traces(
      byte[] body, int offset, int length, Encoding encoding, Limits limits, long receivedNanos) {
    Objects.checkFromIndexSize(offset, length, body.length);
    SpanIntake intake = new SpanIntake(limits, receivedNanos, expectedRows(length));
    return switch (encoding) {
      case PROTOBUF -> {
        ProtoValues values = new ProtoValues(intake.texts(), intake.documents());
        ProtoSpans spans = new ProtoSpans(intake, values);
        yield proto(body, offset, length, intake, values, spans::read);
      }
      case JSON ->
          json(
              body,
              offset,
              length,
              intake,
              JsonRequest.Names.TRACES,
              (in, values) -> new JsonSpans(in, values, intake)::read);
    };
  }

  /// Decodes log records.
  ///
  /// @param receivedNanos epoch nanoseconds, for records without a time
  public static Decoded<LogBatch> logs(
      byte[] body, int offset, int length, Encoding encoding, Limits limits, long receivedNanos) {
    Objects.checkFromIndexSize(offset, length, body.length);
    LogIntake intake = new LogIntake(limits, receivedNanos, expectedRows(length));
    return switch (encoding) {
      case PROTOBUF -> {
        ProtoValues values = new ProtoValues(intake.texts(), intake.documents());
        ProtoLogs logs = new ProtoLogs(intake, values);
        yield proto(body, offset, length, intake, values, logs::read);
      }
      case JSON ->
          json(
              body,
              offset,
              length,
              intake,
              JsonRequest.Names.LOGS,
              (in, values) -> new JsonLogs(in, values, intake)::read);
    };
  }

  /// Decodes metric data points.
  ///
  /// @param receivedNanos epoch nanoseconds, for points without a time
  public static Decoded<PointBatch> metrics(
      byte[] body, int offset, int length, Encoding encoding, Limits limits, long receivedNanos) {
    Objects.checkFromIndexSize(offset, length, body.length);
    PointIntake intake = new PointIntake(limits, receivedNanos, expectedRows(length));
    return switch (encoding) {
      case PROTOBUF -> {
        ProtoValues values = new ProtoValues(intake.texts(), intake.documents());
        ProtoMetrics metrics = new ProtoMetrics(intake, values);
        yield proto(body, offset, length, intake, values, metrics::read);
      }
      case JSON ->
          json(
              body,
              offset,
              length,
              intake,
              JsonRequest.Names.METRICS,
              (in, values) -> new JsonMetrics(in, values, intake)::read);
    };
  }

  private static <B extends Batch> Decoded<B> proto(
      byte[] body,
      int offset,
      int length,
      Intake<B> intake,
      ProtoValues values,
      ProtoRequest.Rows rows) {
    try {
      new ProtoRequest(intake, values, rows).read(new ProtoReader(body, offset, length));
      return intake.finish();
    } catch (MalformedException e) {
      return new Decoded.Refused<>(Decoded.Reason.MALFORMED, "malformed protobuf " + e.problem());
    }
  }

  private static <B extends Batch> Decoded<B> json(
      byte[] body,
      int offset,
      int length,
      Intake<B> intake,
      JsonRequest.Names names,
      BiFunction<JsonReader, JsonValues, JsonRequest.Rows> rows) {
    try {
      JsonReader in = new JsonReader(body, offset, length, intake.texts());
      JsonValues values = new JsonValues(in, intake.texts(), intake.documents());
      new JsonRequest(in, values, intake, names, rows.apply(in, values)).read();
      return intake.finish();
    } catch (MalformedException e) {
      return new Decoded.Refused<>(Decoded.Reason.MALFORMED, "malformed JSON " + e.problem());
    } catch (IOException e) {
      return new Decoded.Refused<>(
          Decoded.Reason.MALFORMED, "malformed JSON " + JsonReader.problem(e));
    }
  }

  private static int expectedRows(int length) {
    return Math.min(length / BYTES_PER_ROW, MAX_EXPECTED_ROWS);
  }
}
