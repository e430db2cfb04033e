package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sees to it that no star and no whole row of a table shows a hidden column.
final class Stars {
  private static final List<String> DECORATIONS =
      List.of(
          "exclude_list",
          "replace_list",
          "qualified_exclude_list",
          "rename_list",
          "columns",
          "expr");

  /// Puts columns in the place of the stars of a `SELECT`, or closes its scope.
  void settle(ObjectNode select, Scope scope) {
    if (scope.tables().isEmpty()) {
      return;
    }
    if (showsRow(select, scope) || joinsNaturally(select.path("from_table")) || groupsMap(select)) {
      scope.close();
      return;
    }
    List<JsonNode> stars = new ArrayList<>();
    collect(select, stars);
    if (stars.isEmpty()) {
      return;
    }
    List<JsonNode> plain = new ArrayList<>();
    for (JsonNode item : select.path("select_list")) {
      if (isPlain(item, scope)) {
        plain.add(item);
      }
    }
    if (scope.tables().size() == 1 && !scope.hasStrangers() && plain.size() == stars.size()) {
      expand((ArrayNode) select.path("select_list"), scope);
    } else {
      scope.close();
    }
  }

  private static void expand(ArrayNode list, Scope scope) {
    Map.Entry<String, TableUse> table = scope.tables().entrySet().iterator().next();
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : list) {
      if (isPlain(item, scope)) {
        for (SqlTable.Column column : table.getValue().table().columns()) {
          items.add(Tree.column(table.getKey(), column.name()));
        }
      } else {
        items.add(item);
      }
    }
    list.removeAll();
    list.addAll(items);
  }

  private static boolean isPlain(JsonNode node, Scope scope) {
    if (!Tree.type(node).equals("STAR")) {
      return false;
    }
    String relation = node.path("relation_name").asText();
    return (relation.isEmpty() || scope.tables().containsKey(Names.fold(relation)))
        && DECORATIONS.stream()
            .map(node::path)
            .allMatch(field -> field.isEmpty() && !field.asBoolean());
  }

  /// The stars of a `SELECT`, not those of queries within it.
  private static void collect(JsonNode node, List<JsonNode> stars) {
    if (Tree.type(node).equals("STAR")) {
      stars.add(node);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!List.of("subquery", "cte_map", "from_table").contains(field.getKey())) {
        collect(field.getValue(), stars);
      }
    }
    if (node.isArray()) {
      node.forEach(child -> collect(child, stars));
    }
  }

  /// Whether a table is named as if it were a column, or by a star in a query within.
  private static boolean showsRow(JsonNode node, Scope scope) {
    List<String> names = Tree.columnNames(node);
    if (names.size() == 1 && scope.tables().containsKey(Names.fold(names.getFirst()))) {
      return true;
    }
    for (JsonNode child : node) {
      if (showsRow(child, scope)) {
        return true;
      }
    }
    return false;
  }

  private static boolean joinsNaturally(JsonNode from) {
    return from.path("ref_type").asText().equals("NATURAL")
        || (Tree.type(from).equals("JOIN")
            && (joinsNaturally(from.path("left")) || joinsNaturally(from.path("right"))));
  }

  /// Whether rows are grouped by a map, of which single entries can then not be taken elsewhere.
  private static boolean groupsMap(JsonNode select) {
    for (JsonNode group : select.path("group_expressions")) {
      List<String> names = Tree.columnNames(group);
      if (!names.isEmpty()
          && List.of("attributes", "resource").contains(Names.fold(names.getLast()))) {
        return true;
      }
    }
    return false;
  }
}
