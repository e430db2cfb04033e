package dev.clew.ingest.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import java.io.IOException;

/// Writes rows as OTLP JSON, grouped by resource and scope.
///
/// Fields with default values are left out, 64-bit integers are strings. What comes out is the list
/// alone, so that the caller chooses the field it stands in.
public final class OtlpJsonEncoder {
  private final JsonGenerator out;
  private final JsonForm form;

  public OtlpJsonEncoder(JsonGenerator out, JsonForm form) {
    this.out = out;
    this.form = form;
  }

  /// Writes a list of `ResourceSpans`.
  public void spans(SpanBatch batch, int[] rows) throws IOException {
    JsonPartWriter parts = new JsonPartWriter(out, form, batch);
    groups(batch, rows, "scopeSpans", "spans", parts, new JsonSpanWriter(parts, batch)::span);
  }

  /// Writes a list of `ResourceLogs`.
  public void logs(LogBatch batch, int[] rows) throws IOException {
    JsonPartWriter parts = new JsonPartWriter(out, form, batch);
    groups(batch, rows, "scopeLogs", "logRecords", parts, new JsonLogWriter(parts, batch)::record);
  }

  private interface RowWriter {
    void write(int row) throws IOException;
  }

  private void groups(
      Batch batch, int[] rows, String scopes, String list, JsonPartWriter parts, RowWriter writer)
      throws IOException {
    int[] grouped = RowGroups.grouped(batch, rows);
    out.writeStartArray();
    int at = 0;
    while (at < grouped.length) {
      int resource = batch.resource(grouped[at]);
      out.writeStartObject();
      parts.resource(resource);
      out.writeArrayFieldStart(scopes);
      while (at < grouped.length && batch.resource(grouped[at]) == resource) {
        int scope = batch.scope(grouped[at]);
        out.writeStartObject();
        parts.scope(scope);
        out.writeArrayFieldStart(list);
        while (at < grouped.length
            && batch.resource(grouped[at]) == resource
            && batch.scope(grouped[at]) == scope) {
          writer.write(grouped[at++]);
        }
        out.writeEndArray();
        parts.text("schemaUrl", batch.scopes().schemaUrl(scope));
        out.writeEndObject();
      }
      out.writeEndArray();
      parts.text("schemaUrl", batch.resources().schemaUrl(resource));
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
