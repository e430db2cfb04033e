package dev.clew.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// How DuckDB answers a query, as a table of its steps: each stands above those that it takes its
/// rows from, which are set in further.
///
/// `EXPLAIN` tells how many rows are expected; `EXPLAIN ANALYZE` runs the query and tells how many
/// there were and how long each step worked, over all threads.
record QueryPlan(boolean isRun) {
  private static final Pattern EXPLAIN =
      Pattern.compile("(\\s*EXPLAIN)(\\s+ANALYZE)?(?=[\\s(])", Pattern.CASE_INSENSITIVE);

  private static final int MAX_STEPS = 2_000;
  private static final int MAX_DETAIL = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Steps that only carry the plan itself.
  private static final Set<String> OWN = Set.of("RESULT_COLLECTOR", "EXPLAIN_ANALYZE");

  /// Facts that have a column, or that name files of the machine.
  private static final Set<String> LEFT_OUT =
      Set.of("Estimated Cardinality", "Filename(s)", "Function");

  /// A query, and how it is to be explained.
  ///
  /// @param sql as long as what was written, so that places in it stay
  record Asked(QueryPlan plan, String sql) {}

  /// What a text asks to be explained; null when it asks for an answer.
  static @Nullable Asked asked(String sql) {
    Matcher found = EXPLAIN.matcher(sql);
    return found.lookingAt()
        ? new Asked(
            new QueryPlan(found.group(2) != null),
            " ".repeat(found.end()) + sql.substring(found.end()))
        : null;
  }

  /// The statement that has DuckDB explain another.
  String statement(String text) {
    return "EXPLAIN (%sFORMAT JSON) %s".formatted(isRun ? "ANALYZE, " : "", text);
  }

  /// The table of steps.
  ///
  /// @param names of hidden columns with what they stand for
  SqlResult.Table table(String json, Map<String, String> names) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("DuckDB wrote a plan that is not JSON", bug);
    }
    List<SqlColumn> columns = new ArrayList<>(List.of(new SqlColumn("step", "VARCHAR")));
    columns.add(new SqlColumn(isRun ? "rows" : "expected_rows", "BIGINT"));
    if (isRun) {
      columns.add(new SqlColumn("worked_ms", "DOUBLE"));
    }
    columns.add(new SqlColumn("detail", "VARCHAR"));
    List<List<JsonNode>> rows = new ArrayList<>();
    for (JsonNode step : root.isArray() ? root : root.path("operator")) {
      add(step, 0, names, rows);
    }
    return new SqlResult.Table(columns, rows, rows.size() == MAX_STEPS);
  }

  private void add(JsonNode step, int depth, Map<String, String> names, List<List<JsonNode>> rows) {
    String name = step.path(step.has("name") ? "name" : "type").asText().strip();
    boolean isOwn = OWN.contains(name);
    if (rows.size() == MAX_STEPS) {
      return;
    }
    if (!isOwn) {
      rows.add(row(step, "  ".repeat(depth) + words(name), names));
    }
    for (JsonNode child : step.path("children")) {
      add(child, isOwn ? depth : depth + 1, names, rows);
    }
  }

  private List<JsonNode> row(JsonNode step, String name, Map<String, String> names) {
    JsonNode facts = step.path("extra_info");
    List<JsonNode> row = new ArrayList<>(List.of(NODES.textNode(name)));
    if (isRun) {
      row.add(NODES.numberNode(step.path("intermediate_rows").asLong()));
      row.add(NODES.numberNode(step.path("timing").asDouble() * 1_000));
    } else {
      row.add(NODES.numberNode(facts.path("Estimated Cardinality").asLong()));
    }
    row.add(NODES.textNode(detail(facts, names)));
    return row;
  }

  private static String detail(JsonNode facts, Map<String, String> names) {
    String text =
        facts.properties().stream()
            .filter(fact -> !LEFT_OUT.contains(fact.getKey()))
            .filter(fact -> !fact.getKey().startsWith("__"))
            .map(fact -> "%s: %s".formatted(fact.getKey(), text(fact.getValue())))
            .collect(Collectors.joining("; "));
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace(name.getKey(), name.getValue());
    }
    return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + " …";
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "))
        : value.asText();
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
