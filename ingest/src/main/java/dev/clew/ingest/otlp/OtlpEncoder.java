package dev.clew.ingest.otlp;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;

/// Writes rows as OTLP protobuf, grouped by resource and scope.
///
/// What is written says all that the rows say: decoding it yields equal rows, in the order of the
/// groups. The same rows make the same bytes.
public final class OtlpEncoder {
  private static final int GROUP = 1;

  private static final int RESOURCE = 1;
  private static final int SCOPE_GROUP = 2;

  private static final int SCOPE = 1;
  private static final int ROW = 2;

  private static final int SCHEMA_URL = 3;

  private OtlpEncoder() {}

  /// An export request of the batch's signal with all its rows.
  public static byte[] encode(Batch batch) {
    ProtoWriter out = new ProtoWriter(batch.size() * 256);
    encode(batch, RowGroups.all(batch), GROUP, out);
    return out.toByteArray();
  }

  /// Writes the rows as repeated `ResourceSpans`, `ResourceLogs` or `ResourceMetrics`.
  ///
  /// @param field number that the repeated field has in the message that is begun
  public static void encode(Batch batch, int[] rows, int field, ProtoWriter out) {
    ProtoPartWriter parts = new ProtoPartWriter(out, batch);
    int[] grouped = RowGroups.grouped(batch, rows);
    int at = 0;
    while (at < grouped.length) {
      int resource = batch.resource(grouped[at]);
      int end = at + 1;
      while (end < grouped.length && batch.resource(grouped[end]) == resource) {
        end++;
      }
      int mark = out.begin(field);
      parts.resource(RESOURCE, resource);
      scopes(parts, batch, grouped, at, end);
      parts.text(SCHEMA_URL, batch.resources().schemaUrl(resource));
      out.end(mark);
      at = end;
    }
  }

  private static void scopes(ProtoPartWriter parts, Batch batch, int[] rows, int from, int to) {
    int at = from;
    while (at < to) {
      int scope = batch.scope(rows[at]);
      int end = at + 1;
      while (end < to && batch.scope(rows[end]) == scope) {
        end++;
      }
      int mark = parts.out().begin(SCOPE_GROUP);
      parts.scope(SCOPE, scope);
      rows(parts, batch, rows, at, end);
      parts.text(SCHEMA_URL, batch.scopes().schemaUrl(scope));
      parts.out().end(mark);
      at = end;
    }
  }

  private static void rows(ProtoPartWriter parts, Batch batch, int[] rows, int from, int to) {
    switch (batch) {
      case SpanBatch spans -> {
        ProtoSpanWriter writer = new ProtoSpanWriter(parts, spans);
        for (int i = from; i < to; i++) {
          writer.span(ROW, rows[i]);
        }
      }
      case LogBatch logs -> {
        ProtoLogWriter writer = new ProtoLogWriter(parts, logs);
        for (int i = from; i < to; i++) {
          writer.record(ROW, rows[i]);
        }
      }
      case PointBatch points -> new ProtoPointWriter(parts, points).metrics(ROW, rows, from, to);
    }
  }
}
