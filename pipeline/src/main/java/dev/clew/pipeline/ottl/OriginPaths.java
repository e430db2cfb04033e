package dev.clew.pipeline.ottl;

import dev.clew.model.Origins;
import java.util.Map;

/// Columns of resources and scopes, by path.
final class OriginPaths {
  static final Map<String, Column> RESOURCE =
      Map.of(
          "schema_url",
          resource(Origins::schemaUrl, Origins::schemaUrl),
          "dropped_attributes_count",
          Column.of(
              (view, row, slot) ->
                  slot.integer(view.batch().resources().droppedAttributes(view.resource(row))),
              (view, row, value) -> {
                Origins origins = view.batch().resources();
                origins.droppedAttributes(view.resource(row), (int) Expect.integer(value));
                view.edits().originChanged();
              }));

  static final Map<String, Column> SCOPE =
      Map.of(
          "name",
          scope(Origins::name, Origins::name),
          "version",
          scope(Origins::version, Origins::version),
          "schema_url",
          scope(Origins::schemaUrl, Origins::schemaUrl),
          "dropped_attributes_count",
          Column.of(
              (view, row, slot) ->
                  slot.integer(view.batch().scopes().droppedAttributes(view.scope(row))),
              (view, row, value) -> {
                Origins origins = view.batch().scopes();
                origins.droppedAttributes(view.scope(row), (int) Expect.integer(value));
                view.edits().originChanged();
              }));

  private OriginPaths() {}

  /// A string id of a row.
  private interface TextId {
    int of(Origins origins, int row);
  }

  /// Sets a string id of a row.
  private interface SetTextId {
    void to(Origins origins, int row, int id);
  }

  private static Column resource(TextId get, SetTextId set) {
    return Column.of(
        (view, row, slot) -> slot.textId(get.of(view.batch().resources(), view.resource(row))),
        (view, row, value) -> {
          int id = view.add(Expect.text(value));
          set.to(view.batch().resources(), view.resource(row), id);
          view.edits().originChanged();
        });
  }

  private static Column scope(TextId get, SetTextId set) {
    return Column.of(
        (view, row, slot) -> slot.textId(get.of(view.batch().scopes(), view.scope(row))),
        (view, row, value) -> {
          int id = view.add(Expect.text(value));
          set.to(view.batch().scopes(), view.scope(row), id);
          view.edits().originChanged();
        });
  }
}
