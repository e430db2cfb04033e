package dev.clew.store.sql;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.clew.model.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows of segments whose layouts are the same in all that a query wants of them.
final class SealedRows extends RowsOrigin {
  private static final String ATTRIBUTES = "\"attributes\"";
  private static final Set<String> OPTIONAL =
      Set.of(
          "status_message",
          "trace_state",
          "events",
          "links",
          "dropped_attributes",
          "dropped_events",
          "dropped_links");

  private final String file;
  private final List<Path> folders;
  private final SqlLayout layout;
  private final List<String> resourceColumns = new ArrayList<>();
  private boolean readsScopes;

  /// @param part number of these rows among the parts of the table
  /// @param layout of each of the folders, as far as it matters
  SealedRows(int part, String file, List<Path> folders, SqlLayout layout) {
    super(part);
    this.file = file;
    this.folders = List.copyOf(folders);
    this.layout = layout;
  }

  /// What matters of a layout to a query that wants these columns.
  static SqlLayout relevant(SqlLayout layout, Set<SqlTable.Column> columns, Set<Hidden> hidden) {
    boolean isWholeMap =
        hidden.contains(new Hidden.Entries())
            || columns.stream().anyMatch(column -> column.name().equals("attributes"));
    Set<String> keys =
        hidden.stream()
            .filter(Hidden.Entry.class::isInstance)
            .map(Hidden.Entry.class::cast)
            .filter(entry -> entry.map() == Hidden.Maps.ATTRIBUTES)
            .map(Hidden.Entry::key)
            .collect(Collectors.toSet());
    return layout.relevant(keys, isWholeMap, OPTIONAL);
  }

  @Override
  String stored(String name) {
    return switch (name) {
      case "trace_text" -> "replace(CAST(trace_id AS VARCHAR), '-', '')";
      case "attribute_map" -> map(attributesJson());
      case "resource_map" -> resource(map(ATTRIBUTES));
      case "scope_name" -> scope("scope_name");
      case "scope_version" -> scope("scope_version");
      default ->
          OPTIONAL.contains(name) && !layout.columns().contains(name)
              ? "CAST(NULL AS VARCHAR)"
              : Names.quoted(name);
    };
  }

  @Override
  String entry(Hidden.Entry entry) {
    return switch (entry.map()) {
      case RESOURCE -> cast(resource(jsonText(entry.key())), entry.cast());
      case ATTRIBUTES -> attribute(entry);
    };
  }

  /// Where every key has its one place, its columns need not go through JSON.
  @Override
  String entries() {
    List<DedicatedColumn> dedicated = DedicatedColumn.all(layout.columns());
    boolean isPlain =
        dedicated.stream().map(DedicatedColumn::key).distinct().count() == dedicated.size()
            && dedicated.stream().allMatch(column -> layout.otherTypes(column.key()).isEmpty());
    if (!isPlain) {
      return "map_entries(%s)".formatted(map(attributesJson()));
    }
    String rest = "map_entries(%s)".formatted(map("coalesce(%s, '{}')".formatted(ATTRIBUTES)));
    if (dedicated.isEmpty()) {
      return rest;
    }
    String columns =
        dedicated.stream()
            .map(column ->
                "{'key': %s, 'value': %s}".formatted(Names.literal(column.key()), column.text()))
            .collect(
                Collectors.joining(
                    ", ", "list_filter([", "], lambda entry: entry.value IS NOT NULL)"));
    return "CASE WHEN %1$s IS NULL THEN %2$s ELSE list_concat(%3$s, %2$s) END"
        .formatted(ATTRIBUTES, columns, rest);
  }

  @Override
  String traceUuid() {
    return "trace_id";
  }

  @Override
  String file() {
    return "part.file_index";
  }

  @Override
  String row() {
    return "part.file_row_number";
  }

  @Override
  String from() {
    StringBuilder from = new StringBuilder(parquet(file)).append(" AS part");
    if (!resourceColumns.isEmpty()) {
      from.append(
          """
           LEFT JOIN (SELECT file_index AS resource_file, origin_id AS resource_origin, %s FROM %s \
          WHERE NOT is_scope) ON resource_file = part.file_index AND resource_origin = resource_id\
          """
              .formatted(String.join(", ", resourceColumns), parquet("origins.parquet")));
    }
    if (readsScopes) {
      from.append(
          """
           LEFT JOIN (SELECT file_index AS scope_file, origin_id AS scope_origin, \
          name AS scope_name, version AS scope_version FROM %s WHERE is_scope) \
          ON scope_file = part.file_index AND scope_origin = scope_id\
          """
              .formatted(parquet("origins.parquet")));
    }
    return from.toString();
  }

  private String attribute(Hidden.Entry entry) {
    List<DedicatedColumn> dedicated = DedicatedColumn.of(entry.key(), layout.columns());
    Set<ValueType> others = layout.otherTypes(entry.key());
    if (entry.cast() != null && others.isEmpty() && dedicated.size() == 1) {
      DedicatedColumn only = dedicated.getFirst();
      if (only.type() == ValueType.INT
          || (only.type() == ValueType.DOUBLE && entry.cast().equals("DOUBLE"))) {
        return cast(only.quoted(), entry.cast());
      }
    }
    List<String> texts = new ArrayList<>(dedicated.stream().map(DedicatedColumn::text).toList());
    if (others.contains(ValueType.DOUBLE)) {
      texts.add(jsonText(entry.key()));
    } else if (!others.isEmpty()) {
      texts.add(
          "json_extract_string(%s, %s)".formatted(ATTRIBUTES, Names.literal(pointer(entry.key()))));
    }
    return cast(
        switch (texts.size()) {
          case 0 -> "CAST(NULL AS VARCHAR)";
          case 1 -> texts.getFirst();
          default -> "coalesce(" + String.join(", ", texts) + ")";
        },
        entry.cast());
  }

  /// The attributes as one JSON object. A null in a merge patch deletes, so where the values of a
  /// key may stand in several places they are brought together first.
  private String attributesJson() {
    String json = "coalesce(%s, '{}')".formatted(ATTRIBUTES);
    String members =
        DedicatedColumn.all(layout.columns()).stream()
            .map(DedicatedColumn::key)
            .distinct()
            .map(key -> Names.literal(key) + ", " + memberJson(key))
            .collect(Collectors.joining(", "));
    return members.isEmpty()
        ? json
        : "json_merge_patch(%s, json_object(%s))".formatted(json, members);
  }

  private String memberJson(String key) {
    List<DedicatedColumn> dedicated = DedicatedColumn.of(key, layout.columns());
    List<String> values = new ArrayList<>(dedicated.stream().map(DedicatedColumn::json).toList());
    if (!layout.otherTypes(key).isEmpty()) {
      values.add("json_extract(%s, %s)".formatted(ATTRIBUTES, Names.literal(pointer(key))));
    }
    return values.size() == 1
        ? values.getFirst()
        : values.stream()
            .map("to_json(%s)"::formatted)
            .collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  /// Name of a column of the resource, computed once for each resource.
  private String resource(String value) {
    String column = "%s AS resource_%d".formatted(value, resourceColumns.size());
    resourceColumns.add(column);
    return "resource_" + (resourceColumns.size() - 1);
  }

  private String scope(String column) {
    readsScopes = true;
    return column;
  }

  /// Text of a member of the JSON object, numbers as DuckDB writes them.
  private static String jsonText(String key) {
    if (key.isEmpty()) {
      return "json_extract_string(%s, '/')".formatted(ATTRIBUTES);
    }
    String structure =
        "{\"%s\":\"VARCHAR\"}"
            .formatted(new String(JsonStringEncoder.getInstance().quoteAsString(key)));
    return "struct_extract_at(from_json(%s, %s), 1)"
        .formatted(ATTRIBUTES, Names.literal(structure));
  }

  private static String pointer(String key) {
    return "/" + key.replace("~", "~0").replace("/", "~1");
  }

  private static String cast(String value, @Nullable String type) {
    return type == null ? value : "CAST(%s AS %s)".formatted(value, type);
  }

  private String parquet(String name) {
    return "read_parquet([%s], hive_partitioning = false)"
        .formatted(
            folders.stream()
                .map(folder -> Names.literal(folder.resolve(name).toString()))
                .collect(Collectors.joining(", ")));
  }
}
