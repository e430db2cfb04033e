package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Groups rows by the id of the trace as it is stored, where nothing shows its text.
final class GroupedIds {
  private static final List<String> AFTER_GROUPING =
      List.of("select_list", "having", "qualify", "modifiers");

  private GroupedIds() {}

  /// Rewrites the `GROUP BY` of a `SELECT` if it lists plain columns and no more, and tells the
  /// scope of them. To be called before anything that is evaluated after grouping is rewritten.
  static void rewrite(ObjectNode select, Scope scope, Expressions expressions) {
    JsonNode groups = select.path("group_expressions");
    if (groups.isEmpty() || select.path("group_sets").size() > 1) {
      return;
    }
    Set<String> columns = new HashSet<>();
    for (JsonNode group : groups) {
      List<String> names = Tree.columnNames(group);
      if (names.isEmpty() || scope.tableOf(names, false) == null) {
        return;
      }
      columns.add(Names.fold(names.getLast()));
    }
    scope.groupBy(columns);
    if (AFTER_GROUPING.stream().noneMatch(part -> mentions(select.path(part), "trace_id"))) {
      ArrayNode rewritten = (ArrayNode) groups;
      for (int i = 0; i < rewritten.size(); i++) {
        JsonNode id = expressions.groupedId(rewritten.get(i), scope);
        if (id != null) {
          rewritten.set(i, id);
        }
      }
    }
  }

  private static boolean mentions(JsonNode node, String column) {
    if (Tree.columnNames(node).stream().anyMatch(name -> Names.fold(name).equals(column))) {
      return true;
    }
    for (JsonNode child : node) {
      if (mentions(child, column)) {
        return true;
      }
    }
    return false;
  }
}
