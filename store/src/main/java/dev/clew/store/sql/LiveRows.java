package dev.clew.store.sql;

import java.util.Map;

/// Rows that are in memory, by way of the table function [LiveFunction].
final class LiveRows extends RowsOrigin {
  private final long handle;
  private final Map<Hidden, String> entries;

  /// @param handle of the rows in the function
  /// @param entries columns of the function that hold entries of maps
  LiveRows(long handle, Map<Hidden, String> entries) {
    super(LIVE_PART);
    this.handle = handle;
    this.entries = entries;
  }

  @Override
  String stored(String name) {
    return switch (name) {
      case "attribute_map" -> map("attributes_json");
      case "resource_map" -> map("resource_json");
      default -> Names.quoted(name);
    };
  }

  @Override
  String entry(Hidden.Entry entry) {
    String text = Names.quoted(entries.getOrDefault(entry, ""));
    return entry.cast() == null ? text : "CAST(%s AS %s)".formatted(text, entry.cast());
  }

  @Override
  String entries() {
    return "map_entries(%s)".formatted(map("attributes_json"));
  }

  @Override
  String traceUuid() {
    return "CAST(trace_text AS UUID)";
  }

  @Override
  String file() {
    return "CAST(0 AS UBIGINT)";
  }

  @Override
  String row() {
    return "row_number";
  }

  @Override
  String from() {
    return "%s(%d)".formatted(Names.LIVE, handle);
  }
}
