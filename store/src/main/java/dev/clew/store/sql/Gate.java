package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lets a syntax tree through only when every part of it is on a list of what is allowed.
///
/// DuckDB's own locks refuse files outside the store's folder, but not those in it, nor settings,
/// new tables, or SQL in a string; so what a query may be made of is decided here. Names of tables
/// are looked up as DuckDB does it, because a table name that it does not know would be taken for a
/// file or for a table of the catalogue: a name passes when a `WITH` that is visible there defines
/// it, or when it is one of the given tables.
final class Gate {
  /// Most tables that a query may read, where a `WITH` counts as often as it is used. DuckDB plans
  /// it anew each time, so that a few definitions that use each other twice would never be planned.
  private static final long MAX_READS = 200;

  private static final int MAX_NAME_PARTS = 8;

  /// What `SHOW TABLES` asks for.
  static final String SHOW_TABLES = "\"tables\"";

  private final Set<String> tables;
  private final boolean allowsReserved;
  private final Deque<Definition> visible = new ArrayDeque<>();
  private long reads;

  /// A query that a `WITH` defines, and how many tables it reads.
  private record Definition(String name, long reads) {}

  private Gate(Set<String> tables, boolean allowsReserved) {
    this.tables = tables;
    this.allowsReserved = allowsReserved;
  }

  /// Checks what a user wrote.
  ///
  /// @param tables that may be read, in lower case
  /// @throws UserError that says what is not allowed
  static void checkWritten(JsonNode statement, Set<String> tables) {
    new Gate(tables, false).check(statement);
  }

  /// Checks what became of it, where names of the engine's own occur.
  static void checkRewritten(JsonNode statement, Set<String> tables) {
    new Gate(tables, true).check(statement);
  }

  private void check(JsonNode node) {
    switch (node) {
      case JsonNode object when object.isObject() -> checkObject(object);
      case JsonNode array when array.isArray() -> array.forEach(this::check);
      case JsonNode text
          when text.isTextual() && !allowsReserved && Names.isReserved(text.textValue()) ->
          throw new UserError("names that contain %s are reserved".formatted(Names.RESERVED));
      default -> {}
    }
  }

  private void checkObject(JsonNode node) {
    checkKind(node);
    checkParts(node);
  }

  private void checkParts(JsonNode node) {
    int definitions = define(node.path("cte_map").path("map"));
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      checkField(node, field.getKey(), field.getValue());
    }
    for (int i = 0; i < definitions; i++) {
      visible.pop();
    }
  }

  private void checkField(JsonNode node, String name, JsonNode value) {
    if (!Grammar.FIELDS.contains(name)) {
      throw UserError.at(node, "unsupported part of a query: " + name);
    }
    if (Grammar.EMPTY_FIELDS.contains(name) && !isEmpty(value)) {
      throw UserError.at(node, "a query cannot have " + name.replace('_', ' ') + " here");
    }
    if (name.equals("function")) {
      checkParts(value);
    } else if (!name.equals("cte_map")) {
      check(value);
    }
  }

  /// Checks the definitions of a `WITH` and makes each visible to those behind it and, until it is
  /// popped, to the query that they stand before.
  private int define(JsonNode definitions) {
    for (JsonNode definition : definitions) {
      String name = Names.fold(definition.path("key").asText());
      if (tables.contains(name)) {
        throw new UserError("%s is a table; name the WITH query differently".formatted(name));
      }
      check(definition.path("key"));
      JsonNode query = definition.path("value").path("query_node");
      boolean isRecursive = Tree.type(query).equals("RECURSIVE_CTE_NODE");
      long before = reads;
      if (isRecursive) {
        visible.push(new Definition(name, 1));
      }
      check(definition.path("value"));
      if (isRecursive) {
        visible.pop();
      }
      visible.push(new Definition(name, Math.max(1, reads - before)));
    }
    return definitions.size();
  }

  private void checkKind(JsonNode node) {
    String type = Tree.type(node);
    if (type.isEmpty()) {
      return;
    }
    switch (type) {
      case "BASE_TABLE" -> checkTable(node);
      case "SHOW_REF" -> checkShow(node);
      case "COLUMN_REF" -> checkColumn(node);
      case "TABLE_FUNCTION" -> checkTableFunction(node.path("function"));
      case "FUNCTION" -> checkFunction(node);
      case "TYPE" -> checkType(node);
      case "COLLATE" -> checkCollation(node);
      case "LAMBDA" -> checkArrow(node);
      case "PIVOT" -> throw UserError.at(node, "PIVOT and UNPIVOT are not supported");
      case "VALUE_PARAMETER" -> throw UserError.at(node, "parameters are not supported");
      case "DEFAULT" -> throw UserError.at(node, "DEFAULT is not supported");
      default -> {
        if (!Grammar.NODES.contains(type)) {
          throw UserError.at(node, "not allowed in a query: " + words(type));
        }
        if (type.startsWith("WINDOW_")) {
          checkWindow(node);
        }
      }
    }
  }

  private void checkTable(JsonNode node) {
    String name = node.path("table_name").asText();
    checkPath(node, name);
    String folded = Names.fold(name);
    reads +=
        visible.stream()
            .filter(definition -> definition.name().equals(folded))
            .findFirst()
            .map(Definition::reads)
            .orElse(1L);
    if (reads > MAX_READS) {
      throw UserError.at(node, "the query reads more than %d tables".formatted(MAX_READS));
    }
    if (!tables.contains(folded)
        && visible.stream().noneMatch(definition -> definition.name().equals(folded))) {
      throw UserError.at(
          node,
          "there is no table %s; there are %s"
              .formatted(name, String.join(", ", SqlTable.names())));
    }
  }

  private static void checkColumn(JsonNode node) {
    if (node.path("column_names").size() > MAX_NAME_PARTS) {
      throw UserError.at(node, "a name cannot have more than %d parts".formatted(MAX_NAME_PARTS));
    }
  }

  private static void checkShow(JsonNode node) {
    boolean isQuery = node.path("query").isObject() && isEmpty(node.path("table_name"));
    boolean isTables = node.path("table_name").asText().equals(SHOW_TABLES);
    if (!isQuery && !isTables) {
      throw UserError.at(node, "only DESCRIBE, SUMMARIZE and SHOW TABLES are supported");
    }
  }

  private void checkTableFunction(JsonNode function) {
    String name = function.path("function_name").asText();
    checkPath(function, name);
    if (!Functions.isAllowedAsTable(Names.fold(name))) {
      throw UserError.at(function, "there is no table function " + name);
    }
  }

  private void checkFunction(JsonNode node) {
    String name = node.path("function_name").asText();
    checkPath(node, name);
    String folded = Names.fold(name);
    if (!Functions.isAllowed(folded)) {
      throw UserError.at(
          node,
          Functions.isAllowedAsTable(folded)
              ? name + " can only stand in FROM"
              : "there is no function " + name);
    }
  }

  private void checkWindow(JsonNode node) {
    String name = node.path("function_name").asText();
    checkPath(node, name);
    if (!Functions.isAllowedInWindow(Names.fold(name))) {
      throw UserError.at(node, "%s cannot be used with OVER".formatted(name));
    }
  }

  private void checkType(JsonNode node) {
    String name = node.path("type_name").asText();
    checkPath(node, name);
    String folded = Names.fold(name);
    if (!Grammar.TYPES.contains(folded) && !Grammar.LONG_TYPES.contains(folded)) {
      throw UserError.at(node, "there is no type " + name);
    }
  }

  /// The parser takes `column -> 'key'` for a lambda; as no function that takes one is allowed,
  /// what passes here can only reach into JSON.
  private static void checkArrow(JsonNode node) {
    if (!node.path("syntax_type").asText().equals("SINGLE_ARROW")) {
      throw UserError.at(node, "lambdas are not supported");
    }
  }

  private static void checkCollation(JsonNode node) {
    String name = node.path("collation").asText();
    if (!Grammar.COLLATIONS.contains(Names.fold(name))) {
      throw UserError.at(node, "there is no collation " + name);
    }
  }

  /// The tree tells a name twice: alone, and with all that qualifies it.
  private static void checkPath(JsonNode node, String name) {
    if (!Tree.texts(node.path("qualified_name").path("path")).equals(List.of(name))) {
      throw UserError.at(node, "write %s without a schema".formatted(name));
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull()
        || value.isMissingNode()
        || (value.isTextual() && value.textValue().isEmpty())
        || (value.isBoolean() && !value.booleanValue())
        || (value.isContainerNode() && value.isEmpty());
  }

  private static String words(String type) {
    return Names.fold(type).replace("_query_node", "").replace('_', ' ');
  }
}
