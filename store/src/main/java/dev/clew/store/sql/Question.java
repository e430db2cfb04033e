package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.LimitException.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One query from its text to its result.
///
/// Text → tree → gate → rewritten tree → text → tree → gate → text of the tables put in → DuckDB.
/// What runs has been through the gate in the very form in which it runs.
final class Question {
  private static final Set<String> TABLES = Set.copyOf(SqlTable.names());

  private final String sql;
  private final SqlSource source;
  private final SqlLimits limits;
  private final Watch watch;
  private final long memoryBytes;
  private final @Nullable QueryPlan explained;
  private @Nullable JsonNode written;

  /// @param memoryBytes for the buffers of all queries together
  Question(String sql, SqlSource source, SqlLimits limits, Watch watch, long memoryBytes) {
    QueryPlan.Asked asked = QueryPlan.asked(sql);
    this.explained = asked == null ? null : asked.plan();
    this.sql = asked == null ? sql : asked.sql();
    this.memoryBytes = memoryBytes;
    this.source = source;
    this.limits = limits;
    this.watch = watch;
  }

  SqlResult ask(Database database) throws IOException {
    try (Connection connection = database.connect()) {
      return ask(connection, database.live());
    } catch (UserError error) {
      return new SqlResult.Refused(String.valueOf(error.getMessage()), position(error.offset()));
    } catch (SQLException failure) {
      return failed(failure);
    }
  }

  private SqlResult ask(Connection connection, LiveFunction live) throws SQLException {
    ObjectNode statement = Syntax.parseWritten(connection, sql);
    Gate.checkWritten(statement, TABLES);
    written = statement.deepCopy();
    if (explained == null) {
      limitRows((ObjectNode) statement.required("node"));
    }
    boolean areExact = Quantiles.areExact(statement, source, memoryBytes);
    Rewriter.Plan plan = Rewriter.rewrite(statement, sql, areExact);
    String rewritten = Syntax.print(connection, statement);
    Gate.checkRewritten(Syntax.parse(connection, rewritten), plan.tokens());
    List<Long> lent = new ArrayList<>();
    try {
      return run(connection, withTables(rewritten, plan, live, lent), plan);
    } finally {
      lent.forEach(live::takeBack);
    }
  }

  private String withTables(
      String rewritten, Rewriter.Plan plan, LiveFunction live, List<Long> lent) {
    String text = rewritten.replace(Rewriter.TABLE_LIST, TableText.tableList());
    for (TableUse use : plan.uses()) {
      long handle = live.newHandle();
      lent.add(handle);
      live.lend(handle, LiveTable.of(use.table(), source.live(), use.hidden()));
      text = text.replace(use.token(), TableText.of(use, plan.mentioned(), source, handle));
    }
    return text;
  }

  private SqlResult run(Connection connection, String text, Rewriter.Plan plan)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      watch.watch(statement);
      Limit reached = watch.reached();
      if (reached != null) {
        return stopped(reached);
      }
      if (explained != null) {
        return explain(statement, explained, text, plan);
      }
      try (ResultSet rows = statement.executeQuery(text)) {
        return new ResultReader(rows).read(limits);
      }
    }
  }

  private static SqlResult explain(
      Statement statement, QueryPlan explained, String text, Rewriter.Plan plan)
      throws SQLException {
    Map<String, String> names = new HashMap<>();
    plan.uses()
        .forEach(use -> use.hidden().forEach((column, name) -> names.put(name, column.text())));
    try (ResultSet rows = statement.executeQuery(explained.statement(text))) {
      rows.next();
      return explained.table(rows.getString(2), names);
    }
  }

  /// Asks for one row more than is wanted, so that DuckDB can stop there and we can tell.
  private void limitRows(ObjectNode query) {
    ArrayNode modifiers = query.withArray("modifiers");
    for (JsonNode modifier : modifiers) {
      if (Tree.type(modifier).equals("LIMIT_MODIFIER")) {
        return;
      }
    }
    modifiers.add(Tree.limit(limits.maxRows() + 1L));
  }

  private SqlResult failed(SQLException cause) throws IOException {
    Limit reached = watch.reached();
    Failures.Failure failure = Failures.of(cause);
    return switch (failure.kind()) {
      case USER -> new SqlResult.Refused(failure.message(), position(offsetOf(failure.name())));
      case MEMORY -> stopped(Limit.MEMORY);
      case INTERRUPTED -> stopped(reached == null ? Limit.CANCELLED : reached);
      case STORAGE -> {
        if (reached != null) {
          yield stopped(reached);
        }
        throw Failures.storage(failure, cause);
      }
    };
  }

  private SqlResult stopped(Limit limit) {
    return new SqlResult.Stopped(
        limit,
        switch (limit) {
          case DEADLINE ->
              "the query took longer than the %d ms that are allowed; narrow the time range"
                  .formatted(limits.timeout().toMillis());
          case CANCELLED -> "the query was cancelled";
          case MEMORY ->
              "the query needs more memory than is allowed; group by less or add a LIMIT";
          case RESULT_SIZE -> "the result is larger than is allowed; add a LIMIT";
        });
  }

  /// Where the query first names something.
  private long offsetOf(String name) {
    return name.isEmpty() || written == null ? -1 : offsetOf(written, name);
  }

  private static long offsetOf(JsonNode node, String name) {
    boolean isNamed =
        Tree.columnNames(node).stream().anyMatch(name::equalsIgnoreCase)
            || node.path("function_name").asText().equalsIgnoreCase(name);
    if (isNamed && Tree.offset(node) >= 0) {
      return Tree.offset(node);
    }
    for (JsonNode child : node) {
      long offset = offsetOf(child, name);
      if (offset >= 0) {
        return offset;
      }
    }
    return -1;
  }

  /// The character at so many bytes of the query, counted from 1.
  private int position(long offset) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    return offset < 0 || offset > bytes.length
        ? 0
        : new String(bytes, 0, (int) offset, StandardCharsets.UTF_8).length() + 1;
  }
}
