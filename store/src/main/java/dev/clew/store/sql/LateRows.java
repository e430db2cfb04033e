package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Splits a query for the first rows of a table by some order into one that finds which rows these
/// are and one that reads them whole.
///
/// Maps are costly to make: the few rows that are shown should have them made, not the many that
/// are compared. DuckDB does this by itself for one file format at a time, not across sealed and
/// live rows. Only queries of the plainest kind are split, where the result is surely the same.
final class LateRows {
  /// Names the rows that were found.
  static final String FOUND = Names.RESERVED + "found_";

  private static final long MAX_ROWS = 200_000;
  private static final Set<String> COSTLY =
      Set.of("attributes", "resource", "events", "links", "detail", "scope_name", "scope_version");
  private static final Set<String> ADMITTED =
      Set.of(
          "COLUMN_REF",
          "VALUE_CONSTANT",
          "FUNCTION",
          "OPERATOR_CAST",
          "TYPE",
          "ARRAY_EXTRACT",
          "CASE_EXPR",
          "OPERATOR_COALESCE");

  private LateRows() {}

  /// Splits a `SELECT` of one table, or leaves it as it is.
  ///
  /// @param table its table as it was written
  /// @return the query that finds the rows, to stand in the `WITH` of the other; null when there is
  ///   nothing to gain or something to lose
  static @Nullable ObjectNode split(ObjectNode select, JsonNode table) {
    JsonNode order = modifier(select, "ORDER_MODIFIER");
    JsonNode limit = modifier(select, "LIMIT_MODIFIER");
    if (order == null || limit == null || !isSimple(select, table) || !isSmall(limit)) {
      return null;
    }
    ObjectNode sorted = order.deepCopy();
    for (JsonNode entry : sorted.path("orders")) {
      JsonNode resolved = resolved(entry.path("expression"), select.path("select_list"));
      if (resolved == null || !isPlain(resolved)) {
        return null;
      }
      ((ObjectNode) entry).set("expression", resolved);
    }
    ObjectNode found = select.deepCopy();
    found.set("from_table", table.deepCopy());
    found.putArray("modifiers").add(sorted).add(limit);
    ArrayNode keys = found.putArray("select_list");
    for (Hidden.RowKey key : Hidden.RowKey.values()) {
      keys.add(Tree.column(key.columnName()));
    }
    select.putNull("where_clause");
    select.putArray("modifiers").add(order);
    return found;
  }

  /// Puts the query that finds the rows into the `WITH` of the one that reads them.
  static void define(ObjectNode select, ObjectNode found) {
    ObjectNode definition = select.withObject("cte_map").withArray("map").addObject();
    definition.put("key", FOUND);
    ObjectNode value = definition.putObject("value");
    value.putArray("aliases");
    value.put("materialized", "CTE_MATERIALIZE_ALWAYS");
    value.putArray("key_targets");
    value.putArray("payload_aggregates");
    value.set("query_node", found);
  }

  private static boolean isSimple(ObjectNode select, JsonNode table) {
    return Tree.type(table).equals("BASE_TABLE")
        && table.path("sample").isNull()
        && table.path("column_name_alias").isEmpty()
        && select.path("cte_map").path("map").isEmpty()
        && select.path("group_expressions").isEmpty()
        && select.path("group_sets").isEmpty()
        && select.path("having").isNull()
        && select.path("qualify").isNull()
        && select.path("sample").isNull()
        && select.path("modifiers").size() == 2
        && select.path("aggregate_handling").asText().equals("STANDARD_HANDLING")
        && StreamSupport.stream(select.path("select_list").spliterator(), false)
            .allMatch(LateRows::isPlain)
        && StreamSupport.stream(select.path("select_list").spliterator(), false)
            .anyMatch(LateRows::isCostly);
  }

  private static @Nullable JsonNode modifier(JsonNode select, String type) {
    for (JsonNode modifier : select.path("modifiers")) {
      if (Tree.type(modifier).equals(type)) {
        return modifier;
      }
    }
    return null;
  }

  private static boolean isSmall(JsonNode limit) {
    JsonNode rows = limit.path("limit").path("literal");
    JsonNode offset = limit.path("offset");
    return limit.path("limit_type").asText().equals("ROW_COUNT")
        && rows.path("kind").asText().equals("INTEGER")
        && rows.path("text").asText().matches("[0-9]{1,6}")
        && rows.path("text").asInt() <= MAX_ROWS
        && (offset.isNull() || offset.path("literal").path("kind").asText().equals("INTEGER"));
  }

  /// Whether an expression depends on its row alone.
  private static boolean isPlain(JsonNode expression) {
    String type = Tree.type(expression);
    if (!type.isEmpty()
        && !ADMITTED.contains(type)
        && !type.startsWith("COMPARE_")
        && !type.startsWith("CONJUNCTION_")
        && !type.startsWith("OPERATOR_")
        && !type.equals("ORDER_MODIFIER")) {
      return false;
    }
    String function = Names.fold(expression.path("function_name").asText());
    if (Functions.isAggregate(function) || function.equals("unnest")) {
      return false;
    }
    return StreamSupport.stream(expression.spliterator(), false).allMatch(LateRows::isPlain);
  }

  /// Whether a costly column is taken whole.
  private static boolean isCostly(JsonNode expression) {
    List<String> names = Tree.columnNames(expression);
    return !names.isEmpty() && COSTLY.contains(Names.fold(names.getLast()));
  }

  /// What an `ORDER BY` means where the names of the results are not known.
  private static @Nullable JsonNode resolved(JsonNode expression, JsonNode list) {
    JsonNode literal = expression.path("literal");
    if (literal.path("kind").asText().equals("INTEGER")) {
      JsonNode item = list.path(literal.path("text").asInt() - 1);
      return item.isMissingNode() ? null : unnamed(item);
    }
    Map<String, JsonNode> named = new HashMap<>();
    for (JsonNode item : list) {
      if (!Tree.alias(item).isEmpty() && named.put(Names.fold(Tree.alias(item)), item) != null) {
        return null;
      }
    }
    List<String> names = Tree.columnNames(expression);
    JsonNode item = names.size() == 1 ? named.get(Names.fold(names.getFirst())) : null;
    if (item != null) {
      return unnamed(item);
    }
    return mentionsAny(expression, named.keySet()) ? null : expression;
  }

  private static JsonNode unnamed(JsonNode item) {
    return ((ObjectNode) item.deepCopy()).put("alias", "");
  }

  private static boolean mentionsAny(JsonNode expression, Set<String> names) {
    List<String> parts = Tree.columnNames(expression);
    return (parts.size() == 1 && names.contains(Names.fold(parts.getFirst())))
        || StreamSupport.stream(expression.spliterator(), false)
            .anyMatch(child -> mentionsAny(child, names));
  }
}
