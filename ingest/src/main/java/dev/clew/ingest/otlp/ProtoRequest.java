package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;

import dev.clew.ingest.Intake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.Batch;

/// Reads a protobuf export request of any signal: resources around scopes around rows. The three
/// signals number these fields alike and differ in the rows.
final class ProtoRequest {
  private static final int RESOURCE_GROUP = 1 << 3 | BYTES;

  private static final int RESOURCE = 1 << 3 | BYTES;
  private static final int SCOPE_GROUP = 2 << 3 | BYTES;

  private static final int SCOPE = 1 << 3 | BYTES;
  private static final int ROW = 2 << 3 | BYTES;

  private static final int SCHEMA_URL = 3 << 3 | BYTES;

  private final Intake<?> intake;
  private final Batch batch;
  private final TextIntake texts;
  private final ProtoOrigins origins;
  private final Rows rows;

  ProtoRequest(Intake<?> intake, ProtoValues values, Rows rows) {
    this.intake = intake;
    this.batch = intake.batch();
    this.texts = intake.texts();
    this.origins = new ProtoOrigins(texts, values);
    this.rows = rows;
  }

  /// Reads the span, record or metric that follows.
  @FunctionalInterface
  interface Rows {
    void read(ProtoReader in);
  }

  void read(ProtoReader in) {
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == RESOURCE_GROUP) {
        resourceGroup(in);
      } else {
        in.skip(tag);
      }
    }
  }

  private void resourceGroup(ProtoReader in) {
    int outer = in.enter();
    int first = batch.size();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case RESOURCE -> origins.resource(in, intake.resources());
        case SCOPE_GROUP -> scopeGroup(in);
        case SCHEMA_URL -> intake.resources().schemaUrl(in.text(texts));
        default -> in.skip(tag);
      }
    }
    intake.endResource(first);
    in.leave(outer);
  }

  private void scopeGroup(ProtoReader in) {
    int outer = in.enter();
    int first = batch.size();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SCOPE -> origins.scope(in, intake.scopes());
        case ROW -> rows.read(in);
        case SCHEMA_URL -> intake.scopes().schemaUrl(in.text(texts));
        default -> in.skip(tag);
      }
    }
    intake.endScope(first);
    in.leave(outer);
  }
}
