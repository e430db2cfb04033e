package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;

import dev.clew.ingest.Intake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.Batch;
import dev.clew.model.Strings;

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
  private final Pieces resource = new Pieces();
  private final Pieces scope = new Pieces();
  private final OriginMemo resources = new OriginMemo();
  private final OriginMemo scopes = new OriginMemo();

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
    int schemaUrl = Strings.EMPTY;
    resource.clear();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case RESOURCE -> resource.add(in);
        case SCOPE_GROUP -> scopeGroup(in);
        case SCHEMA_URL -> schemaUrl = in.text(texts);
        default -> in.skip(tag);
      }
    }
    if (batch.size() > first) {
      intake.setResource(first, resource(schemaUrl));
    }
    in.leave(outer);
  }

  private int resource(int schemaUrl) {
    int known = resources.find(resource, schemaUrl);
    if (known >= 0) {
      return known;
    }
    origins.resource(resource.reader(), intake.resources());
    intake.resources().schemaUrl(schemaUrl);
    int row = intake.resources().end();
    resources.remember(resource, schemaUrl, row);
    return row;
  }

  private void scopeGroup(ProtoReader in) {
    int outer = in.enter();
    int first = batch.size();
    int schemaUrl = Strings.EMPTY;
    scope.clear();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SCOPE -> scope.add(in);
        case ROW -> rows.read(in);
        case SCHEMA_URL -> schemaUrl = in.text(texts);
        default -> in.skip(tag);
      }
    }
    if (batch.size() > first) {
      intake.setScope(first, scope(schemaUrl));
    }
    in.leave(outer);
  }

  private int scope(int schemaUrl) {
    int known = scopes.find(scope, schemaUrl);
    if (known >= 0) {
      return known;
    }
    origins.scope(scope.reader(), intake.scopes());
    intake.scopes().schemaUrl(schemaUrl);
    int row = intake.scopes().end();
    scopes.remember(scope, schemaUrl, row);
    return row;
  }
}
