package dev.clew.ingest.otlp;

import dev.clew.ingest.Intake;
import dev.clew.ingest.JsonReader;
import dev.clew.ingest.OriginIntake;
import dev.clew.model.Batch;
import java.io.IOException;

/// Reads a JSON export request of any signal: resources around scopes around rows.
final class JsonRequest {
  private final JsonReader in;
  private final JsonValues values;
  private final Intake<?> intake;
  private final Batch batch;
  private final Names names;
  private final Rows rows;

  JsonRequest(JsonReader in, JsonValues values, Intake<?> intake, Names names, Rows rows) {
    this.in = in;
    this.values = values;
    this.intake = intake;
    this.batch = intake.batch();
    this.names = names;
    this.rows = rows;
  }

  /// Reads the span, record or metric that is current.
  @FunctionalInterface
  interface Rows {
    void read() throws IOException;
  }

  /// What the lists of a signal are called.
  enum Names {
    TRACES("resourceSpans", "scopeSpans", "spans"),
    LOGS("resourceLogs", "scopeLogs", "logRecords"),
    METRICS("resourceMetrics", "scopeMetrics", "metrics");

    private final String resources;
    private final String scopes;
    private final String rows;

    Names(String resources, String scopes, String rows) {
      this.resources = resources;
      this.scopes = scopes;
      this.rows = rows;
    }
  }

  void read() throws IOException {
    in.begin();
    in.enterObject();
    while (in.nextField()) {
      if (in.name().equals(names.resources)) {
        in.enterArray();
        while (in.nextElement()) {
          resourceGroup();
        }
      } else {
        in.skip();
      }
    }
    in.finish();
  }

  private void resourceGroup() throws IOException {
    int first = batch.size();
    in.enterObject();
    while (in.nextField()) {
      String name = in.name();
      if (name.equals("resource")) {
        resource(intake.resources());
      } else if (name.equals(names.scopes)) {
        in.enterArray();
        while (in.nextElement()) {
          scopeGroup();
        }
      } else if (name.equals("schemaUrl")) {
        intake.resources().schemaUrl(in.text());
      } else {
        in.skip();
      }
    }
    intake.endResource(first);
  }

  private void scopeGroup() throws IOException {
    int first = batch.size();
    in.enterObject();
    while (in.nextField()) {
      String name = in.name();
      if (name.equals("scope")) {
        scope(intake.scopes());
      } else if (name.equals(names.rows)) {
        in.enterArray();
        while (in.nextElement()) {
          rows.read();
        }
      } else if (name.equals("schemaUrl")) {
        intake.scopes().schemaUrl(in.text());
      } else {
        in.skip();
      }
    }
    intake.endScope(first);
  }

  private void resource(OriginIntake resource) throws IOException {
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "attributes" -> values.attributes(resource.attributes());
        case "droppedAttributesCount" -> resource.dropped(in.int32());
        default -> in.skip();
      }
    }
  }

  private void scope(OriginIntake scope) throws IOException {
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "name" -> scope.name(in.text());
        case "version" -> scope.version(in.text());
        case "attributes" -> values.attributes(scope.attributes());
        case "droppedAttributesCount" -> scope.dropped(in.int32());
        default -> in.skip();
      }
    }
  }
}
