package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rewrites expressions: entries of maps and comparisons of ids to hidden columns, and the present
/// time, which is the only one that knows a time zone, to a time without one as all others are.
final class Expressions {
  private static final Set<String> ZONED =
      Set.of("now", "get_current_timestamp", "transaction_timestamp", "to_timestamp");
  private static final Set<String> CASTS = Set.of("INTEGER", "BIGINT", "DOUBLE");
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private final Rewriter rewriter;
  private int changes;

  Expressions(Rewriter rewriter) {
    this.rewriter = rewriter;
  }

  /// Replacements so far.
  int changes() {
    return changes;
  }

  /// Rewrites the expressions in a node that is none itself.
  void rewriteAll(JsonNode node, Scope scope) {
    switch (node) {
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, rewrite(array.get(i), scope));
        }
      }
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
          object.set(field.getKey(), rewrite(field.getValue(), scope));
        }
      }
      default -> {}
    }
  }

  /// Rewrites an expression; returns what takes its place.
  JsonNode rewrite(JsonNode node, Scope scope) {
    JsonNode replaced =
        switch (Tree.type(node)) {
          case "SUBQUERY" -> subquery(node, scope);
          case "COLUMN_REF" -> column(node);
          case "FUNCTION" -> function(node, scope);
          case "ARRAY_EXTRACT" -> entry(node.path("children"), null, scope);
          case "OPERATOR_CAST" -> castEntry(node, scope);
          case "COMPARE_EQUAL", "COMPARE_NOTEQUAL" -> comparison((ObjectNode) node, scope);
          case "COMPARE_IN" -> membership((ObjectNode) node, scope);
          case "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL" -> absence((ObjectNode) node, scope);
          default -> null;
        };
    if (replaced == null) {
      rewriteAll(node, scope);
      return node;
    }
    if (!isSame(replaced, node)) {
      changes++;
      if (replaced instanceof ObjectNode object && Tree.alias(object).isEmpty()) {
        object.put("alias", Tree.alias(node));
      }
    }
    return replaced;
  }

  /// Tells tables which traces are wanted, when a `WHERE` allows no others. To be called before the
  /// `WHERE` is rewritten.
  void narrow(JsonNode where, Scope scope) {
    switch (Tree.type(where)) {
      case "CONJUNCTION_AND" -> where.path("children").forEach(part -> narrow(part, scope));
      case "COMPARE_EQUAL" -> {
        narrow(where.path("left"), List.of(where.path("right")), scope);
        narrow(where.path("right"), List.of(where.path("left")), scope);
      }
      case "COMPARE_IN" -> {
        List<JsonNode> values = new ArrayList<>();
        where.path("children").forEach(values::add);
        narrow(values.removeFirst(), values, scope);
      }
      default -> {}
    }
  }

  private static void narrow(JsonNode column, List<JsonNode> values, Scope scope) {
    IdColumn id = id(column, scope);
    if (id == null || id.digits() != TRACE_DIGITS || !scope.tables().containsValue(id.use())) {
      return;
    }
    Set<TraceId> traces = new HashSet<>();
    for (JsonNode value : values) {
      String text = Tree.stringLiteral(value);
      TraceId trace = literal(value, id) == null || text == null ? null : TraceId.parse(text);
      if (trace == null) {
        return;
      }
      traces.add(trace);
    }
    id.use().wantTraces(traces);
  }

  private JsonNode subquery(JsonNode node, Scope scope) {
    ((ObjectNode) node).set("child", rewrite(node.path("child"), scope));
    rewriter.query(node.path("subquery").path("node"), scope);
    return node;
  }

  private static @Nullable JsonNode column(JsonNode node) {
    List<String> names = Tree.columnNames(node);
    return names.size() == 1 && Names.fold(names.getFirst()).equals("current_timestamp")
        ? Tree.cast(withoutAlias(node), "TIMESTAMP")
        : null;
  }

  private @Nullable JsonNode function(JsonNode node, Scope scope) {
    String name = Names.fold(node.path("function_name").asText());
    if (ZONED.contains(name)) {
      rewriteAll(node.path("arguments"), scope);
      return Tree.cast(withoutAlias(node), "TIMESTAMP");
    }
    if (name.equals("map_extract_value")) {
      ArrayNode arguments = ((ObjectNode) node.deepCopy()).arrayNode();
      node.path("arguments").forEach(argument -> arguments.add(argument.path("expression")));
      return entry(arguments, null, scope);
    }
    if (name.equals("map_entries")) {
      return entries(node.path("arguments"), scope);
    }
    if (name.equals(Quantiles.SKETCH) && rewriter.hasExactQuantiles()) {
      rewriteAll(node.path("arguments"), scope);
      replaceRest((ObjectNode) node, scope);
      return Tree.renameFunction(node.deepCopy(), Quantiles.EXACT);
    }
    return null;
  }

  /// Rewrites what stands beside the arguments of an aggregate.
  private void replaceRest(ObjectNode node, Scope scope) {
    node.set("filter", rewrite(node.path("filter"), scope));
    rewriteAll(node.path("order_bys"), scope);
  }

  private @Nullable JsonNode entries(JsonNode arguments, Scope scope) {
    List<String> names =
        arguments.size() == 1 ? Tree.columnNames(arguments.get(0).path("expression")) : List.of();
    boolean isOfAttributes =
        !names.isEmpty() && Names.fold(names.getLast()).equals(Hidden.Maps.ATTRIBUTES.column());
    TableUse use = isOfAttributes ? scope.tableOf(names, false) : null;
    return use == null ? null : hidden(use, new Hidden.Entries());
  }

  private @Nullable JsonNode castEntry(JsonNode node, Scope scope) {
    String type = node.path("type_expr").path("type_name").asText();
    JsonNode child = node.path("child");
    return CASTS.contains(type)
            && !node.path("try_cast").asBoolean()
            && Tree.type(child).equals("ARRAY_EXTRACT")
        ? entry(child.path("children"), type, scope)
        : null;
  }

  private @Nullable JsonNode entry(JsonNode operands, @Nullable String cast, Scope scope) {
    String key = operands.size() == 2 ? Tree.stringLiteral(operands.get(1)) : null;
    List<String> names = key == null ? List.of() : Tree.columnNames(operands.get(0));
    if (key == null || names.isEmpty()) {
      return null;
    }
    for (Hidden.Maps map : Hidden.Maps.values()) {
      TableUse use =
          map.column().equals(Names.fold(names.getLast())) ? scope.tableOf(names, false) : null;
      if (use != null) {
        return hidden(use, new Hidden.Entry(map, key, cast));
      }
    }
    return null;
  }

  private @Nullable JsonNode comparison(ObjectNode node, Scope scope) {
    IdColumn left = id(node.path("left"), scope);
    IdColumn right = id(node.path("right"), scope);
    JsonNode leftValue = left != null ? null : literal(node.path("left"), right);
    JsonNode rightValue = right != null ? null : literal(node.path("right"), left);
    if (left != null && right != null && left.digits() == right.digits()) {
      return compared(node, hidden(left), hidden(right));
    }
    if (left != null && rightValue != null) {
      return compared(node, hidden(left), rightValue);
    }
    return right != null && leftValue != null ? compared(node, leftValue, hidden(right)) : null;
  }

  private static JsonNode compared(ObjectNode node, JsonNode left, JsonNode right) {
    ObjectNode copy = node.deepCopy();
    copy.set("left", left);
    copy.set("right", right);
    return copy;
  }

  private @Nullable JsonNode membership(ObjectNode node, Scope scope) {
    JsonNode children = node.path("children");
    IdColumn column = id(children.path(0), scope);
    if (column == null) {
      return null;
    }
    List<JsonNode> values = new ArrayList<>();
    for (int i = 1; i < children.size(); i++) {
      JsonNode value = literal(children.get(i), column);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    ObjectNode copy = node.deepCopy();
    copy.putArray("children").add(hidden(column)).addAll(values);
    return copy;
  }

  /// Whether a span has a parent, without making text of its id. The other ids are never absent.
  private @Nullable JsonNode absence(ObjectNode node, Scope scope) {
    List<String> names = Tree.columnNames(node.path("children").path(0));
    if (names.isEmpty() || !Names.fold(names.getLast()).equals("parent_span_id")) {
      return null;
    }
    TableUse use = scope.tableOf(names, !scope.isInAggregates("parent_span_id"));
    if (use == null) {
      return null;
    }
    ObjectNode copy = node.deepCopy();
    copy.putArray("children").add(hidden(use, new Hidden.Id("parent_span_id")));
    return copy;
  }

  /// The stored form of an id that rows are grouped by; null for what is none.
  @Nullable JsonNode groupedId(JsonNode node, Scope scope) {
    List<String> names = Tree.columnNames(node);
    TableUse use =
        !names.isEmpty() && Names.fold(names.getLast()).equals("trace_id")
            ? scope.tableOf(names, false)
            : null;
    return use == null ? null : hidden(use, new Hidden.Id("trace_id"));
  }

  /// A column of ids with so many hexadecimal digits.
  private record IdColumn(TableUse use, String name, int digits) {}

  private static @Nullable IdColumn id(JsonNode node, Scope scope) {
    List<String> names = Tree.columnNames(node);
    String name = names.isEmpty() ? "" : Names.fold(names.getLast());
    int digits =
        switch (name) {
          case "trace_id" -> TRACE_DIGITS;
          case "span_id", "parent_span_id" -> SPAN_DIGITS;
          default -> 0;
        };
    TableUse use = digits == 0 ? null : scope.tableOf(names, true);
    return use == null ? null : new IdColumn(use, name, digits);
  }

  /// A literal as the stored form of an id; null when it cannot be the text of one.
  private static @Nullable JsonNode literal(JsonNode node, @Nullable IdColumn column) {
    String text = Tree.stringLiteral(node);
    if (column == null
        || text == null
        || !text.matches("[0-9a-f]{%d}".formatted(column.digits()))) {
      return null;
    }
    return column.digits() == TRACE_DIGITS
        ? Tree.cast(Tree.string(text), "UUID")
        : Tree.cast(Tree.string(Long.toString(Long.parseUnsignedLong(text, 16))), "BIGINT");
  }

  private JsonNode hidden(IdColumn column) {
    return hidden(column.use(), new Hidden.Id(column.name()));
  }

  private JsonNode hidden(TableUse use, Hidden column) {
    return Tree.column(use.want(column, rewriter.newColumn()));
  }

  private static JsonNode withoutAlias(JsonNode node) {
    ObjectNode copy = node.deepCopy();
    return copy.put("alias", "");
  }

  /// Nodes are mutable: an equal one elsewhere in the tree is another one.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(JsonNode left, JsonNode right) {
    return left == right;
  }
}
