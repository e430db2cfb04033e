package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a token in the place of each table of a query, and cheaper columns in the place of costly
/// ones where it is certain which table they belong to.
///
/// A `SELECT` is walked twice: first its `FROM`, to know what there is, then its expressions. A
/// star shows every column of a table, so where one stands either the table is alone, and the star
/// is replaced by the columns that are promised, or the table gets no hidden columns.
final class Rewriter {
  /// Stands for the list of tables.
  static final String TABLE_LIST = Names.RESERVED + "tables_";

  private final Expressions expressions;
  private final Stars stars = new Stars();
  private final ResultNames resultNames;
  private final List<TableUse> uses = new ArrayList<>();
  private final boolean hasExactQuantiles;
  private int columns;

  private Rewriter(String sql, boolean hasExactQuantiles) {
    this.hasExactQuantiles = hasExactQuantiles;
    expressions = new Expressions(this);
    resultNames = new ResultNames(sql);
  }

  /// What a query needs.
  ///
  /// @param uses of tables, each with its token
  /// @param mentioned every column name in the rewritten query, in lower case
  record Plan(List<TableUse> uses, Set<String> mentioned) {
    /// Every name that stands for a table.
    Set<String> tokens() {
      Set<String> tokens = new HashSet<>();
      uses.forEach(use -> tokens.add(use.token()));
      tokens.add(TABLE_LIST);
      return tokens;
    }
  }

  /// Rewrites the statement in place.
  ///
  /// @param sql that it was parsed from
  /// @param hasExactQuantiles whether quantiles need not be approximated
  static Plan rewrite(ObjectNode statement, String sql, boolean hasExactQuantiles) {
    Rewriter rewriter = new Rewriter(sql, hasExactQuantiles);
    JsonNode query = statement.required("node");
    if (Tree.type(query).equals("SELECT_NODE")) {
      rewriter.first((ObjectNode) query);
    } else {
      rewriter.query(query, null);
    }
    Set<String> mentioned = new HashSet<>();
    mention(statement, mentioned);
    return new Plan(List.copyOf(rewriter.uses), Set.copyOf(mentioned));
  }

  /// Rewrites a query that stands in the scope of another.
  void query(JsonNode node, @Nullable Scope outer) {
    for (JsonNode definition : node.path("cte_map").path("map")) {
      query(definition.path("value").path("query_node"), outer);
    }
    if (Tree.type(node).equals("SELECT_NODE")) {
      select((ObjectNode) node, opened((ObjectNode) node, outer));
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (Tree.isQuery(field.getValue())) {
        query(field.getValue(), outer);
      } else if (field.getKey().equals("children")) {
        field.getValue().forEach(child -> query(child, outer));
      } else if (field.getKey().equals("modifiers")) {
        Scope results = new Scope(null);
        results.addStranger("");
        expressions.rewriteAll(field.getValue(), results);
      }
    }
  }

  /// Rewrites the outermost `SELECT`, which may be split in two.
  private void first(ObjectNode node) {
    JsonNode table = node.path("from_table").deepCopy();
    for (JsonNode definition : node.path("cte_map").path("map")) {
      query(definition.path("value").path("query_node"), null);
    }
    Scope scope = opened(node, null);
    ObjectNode found =
        scope.isOpen() && scope.tables().size() == 1 ? LateRows.split(node, table) : null;
    if (found != null) {
      TableUse reader = uses.getLast();
      select(found, opened(found, null));
      for (Hidden.RowKey key : Hidden.RowKey.values()) {
        uses.getLast().want(key, key.columnName());
      }
      Set<String> mentioned = new HashSet<>();
      mention(found, mentioned);
      reader.wantFoundBy(uses.getLast(), mentioned);
      LateRows.define(node, found);
    }
    select(node, scope);
  }

  /// The scope of a `SELECT`, whose tables and stars are replaced.
  private Scope opened(ObjectNode node, @Nullable Scope outer) {
    Scope scope = new Scope(outer);
    node.set("from_table", bring(node.path("from_table"), scope));
    node.path("select_list").forEach(item -> scope.addResultName(Tree.alias(item)));
    stars.settle(node, scope);
    return scope;
  }

  private void select(ObjectNode node, Scope scope) {
    scope.enterPhase(true);
    enter(node.path("from_table"), scope);
    expressions.narrow(node.path("where_clause"), scope);
    replace(node, "where_clause", scope);
    scope.enterPhase(false);
    GroupedIds.rewrite(node, scope, expressions);
    ArrayNode list = (ArrayNode) node.path("select_list");
    for (int i = 0; i < list.size(); i++) {
      String name = resultNames.of(list.get(i));
      int before = expressions.changes();
      JsonNode item = expressions.rewrite(list.get(i), scope);
      if (expressions.changes() > before && Tree.alias(item).isEmpty()) {
        ((ObjectNode) item).put("alias", name);
      }
      list.set(i, item);
    }
    expressions.rewriteAll(node.path("group_expressions"), scope);
    replace(node, "having", scope);
    replace(node, "qualify", scope);
    expressions.rewriteAll(node.path("modifiers"), scope);
  }

  private void replace(ObjectNode node, String field, Scope scope) {
    node.set(field, expressions.rewrite(node.path(field), scope));
  }

  /// Adds what a `FROM` brings to the scope; returns what takes its place.
  private JsonNode bring(JsonNode node, Scope scope) {
    String alias = Tree.alias(node);
    switch (Tree.type(node)) {
      case "BASE_TABLE" -> bringTable((ObjectNode) node, scope);
      case "JOIN" -> {
        ObjectNode join = (ObjectNode) node;
        join.set("left", bring(join.path("left"), scope));
        join.set("right", bring(join.path("right"), scope));
      }
      case "SHOW_REF" -> {
        scope.addStranger(alias);
        if (!node.path("query").isObject()) {
          return tableList(alias);
        }
      }
      case "EMPTY" -> {}
      case "TABLE_FUNCTION" -> {
        String name = node.path("function").path("function_name").asText();
        scope.addStranger(alias.isEmpty() ? name : alias);
      }
      default -> scope.addStranger(alias);
    }
    return node;
  }

  private void bringTable(ObjectNode node, Scope scope) {
    String written = node.path("table_name").asText();
    SqlTable table = SqlTable.of(written);
    String alias = Tree.alias(node).isEmpty() ? written : Tree.alias(node);
    if (table == null) {
      scope.addStranger(alias);
      return;
    }
    TableUse use = new TableUse(table, Names.table(uses.size()));
    uses.add(use);
    Tree.renameTable(node, use.token()).put("alias", alias);
    if (node.path("column_name_alias").isEmpty()) {
      scope.add(alias, use);
    } else {
      use.wantWhole();
      scope.addStranger(alias);
    }
  }

  private static ObjectNode tableList(String alias) {
    ObjectNode node = Tree.table(TABLE_LIST);
    return node.put("alias", alias.isEmpty() ? "tables" : alias);
  }

  /// Rewrites what stands within a `FROM`.
  private void enter(JsonNode node, Scope scope) {
    switch (Tree.type(node)) {
      case "JOIN" -> {
        enter(node.path("left"), scope);
        enter(node.path("right"), scope);
        replace((ObjectNode) node, "condition", scope);
      }
      case "SUBQUERY" -> query(node.path("subquery").path("node"), scope);
      case "SHOW_REF" -> query(node.path("query"), scope);
      case "TABLE_FUNCTION" -> expressions.rewriteAll(node.path("function"), scope);
      case "EXPRESSION_LIST" -> expressions.rewriteAll(node.path("values"), scope);
      default -> {}
    }
  }

  private static void mention(JsonNode node, Set<String> names) {
    Tree.columnNames(node).forEach(name -> names.add(Names.fold(name)));
    Tree.texts(node.path("using_columns")).forEach(name -> names.add(Names.fold(name)));
    node.forEach(child -> mention(child, names));
  }

  boolean hasExactQuantiles() {
    return hasExactQuantiles;
  }

  /// A new name for a hidden column; a table takes it when it has no such column yet.
  String newColumn() {
    return Names.column(columns++);
  }
}
