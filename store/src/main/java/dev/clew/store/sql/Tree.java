package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and makes nodes of DuckDB's syntax trees.
final class Tree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Tree() {}

  /// What kind of node it is; empty for what has no kind.
  static String type(JsonNode node) {
    JsonNode type = node.path("type");
    return type.isTextual() ? type.textValue() : "";
  }

  /// Where the node begins, in bytes of the query; negative when not known.
  static long offset(JsonNode node) {
    JsonNode location = node.path("query_location");
    return location.canConvertToInt() ? location.intValue() : -1;
  }

  /// Where the node ends, in bytes of the query; negative when not known.
  static long end(JsonNode node) {
    long offset = offset(node);
    return offset < 0 ? -1 : offset + node.path("query_location_length").asInt();
  }

  /// Parts of a dotted column name; empty for any other node.
  static List<String> columnNames(JsonNode node) {
    return type(node).equals("COLUMN_REF") ? texts(node.path("column_names")) : List.of();
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /// Text of a string literal; null for any other node.
  static @Nullable String stringLiteral(JsonNode node) {
    JsonNode literal = node.path("literal");
    return type(node).equals("VALUE_CONSTANT") && literal.path("kind").asText().equals("STRING")
        ? literal.path("text").asText()
        : null;
  }

  static String alias(JsonNode node) {
    return node.path("alias").asText("");
  }

  static boolean isQuery(JsonNode node) {
    return type(node).endsWith("_NODE");
  }

  static ObjectNode column(String... names) {
    ObjectNode node = expression("COLUMN_REF", "COLUMN_REF");
    ArrayNode parts = node.putArray("column_names");
    for (String name : names) {
      parts.add(name);
    }
    return node;
  }

  static ObjectNode string(String text) {
    ObjectNode node = expression("CONSTANT", "VALUE_CONSTANT");
    node.putObject("literal").put("kind", "STRING").put("text", text);
    return node;
  }

  static ObjectNode integer(long value) {
    ObjectNode node = expression("CONSTANT", "VALUE_CONSTANT");
    node.putObject("literal").put("kind", "INTEGER").put("text", Long.toString(value));
    return node;
  }

  /// `CAST(child AS type)`, where the type has no parameters.
  static ObjectNode cast(JsonNode child, String type) {
    ObjectNode node = expression("CAST", "OPERATOR_CAST");
    node.set("child", child);
    node.put("try_cast", false);
    ObjectNode name = node.putObject("type_expr");
    name.setAll(expression("TYPE", "TYPE"));
    name.put("type_name", type).put("schema", "").put("catalog", "").putArray("children");
    name.putObject("qualified_name").putArray("path").add(type);
    return node;
  }

  /// A table by its name.
  static ObjectNode table(String name) {
    ObjectNode node = NODES.objectNode().put("type", "BASE_TABLE").put("alias", "");
    node.putNull("sample").put("schema_name", "").put("catalog_name", "");
    node.putNull("at_clause").putArray("column_name_alias");
    return renameTable(node, name);
  }

  static ObjectNode renameTable(ObjectNode table, String name) {
    table.put("table_name", name);
    table.putObject("qualified_name").putArray("path").add(name);
    return table;
  }

  static ObjectNode renameFunction(ObjectNode function, String name) {
    function.put("function_name", name);
    function.putObject("qualified_name").putArray("path").add(name);
    return function;
  }

  /// A `LIMIT` without an offset.
  static ObjectNode limit(long rows) {
    ObjectNode node = NODES.objectNode();
    node.put("type", "LIMIT_MODIFIER");
    node.set("limit", integer(rows));
    node.putNull("offset");
    return node.put("limit_type", "ROW_COUNT");
  }

  private static ObjectNode expression(String kind, String type) {
    ObjectNode node = NODES.objectNode();
    return node.put("class", kind).put("type", type).put("alias", "");
  }
}
