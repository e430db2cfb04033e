package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import dev.clew.server.api.QuestionException;
import dev.clew.store.sql.CancelToken;
import dev.clew.store.sql.SqlColumn;
import dev.clew.store.sql.SqlResult;
import java.io.IOException;
import java.util.List;

/// Answers questions in SQL as JSON or CSV.
public final class SqlAnswers {
  private static final int MAX_ROWS = 100_000;

  private final Runner runner;

  /// Runs one statement.
  public interface Runner {
    /// @param cancel ends it early
    SqlResult run(String sql, int maxRows, CancelToken cancel);
  }

  public SqlAnswers(Runner runner) {
    this.runner = runner;
  }

  HttpResponse answer(String body, String accept, CancelToken cancel) throws IOException {
    JsonNode request = parsed(body);
    String sql = request.path("sql").asText("");
    if (sql.isBlank()) {
      throw QuestionException.malformed("nothing asked: send {\"sql\": \"select …\"}");
    }
    int maxRows = Math.clamp(request.path("maxRows").asInt(10_000), 1, MAX_ROWS);
    return switch (runner.run(sql, maxRows, cancel)) {
      case SqlResult.Refused(var message, var position) ->
          throw QuestionException.malformed(placed(message, sql, position));
      case SqlResult.Stopped(_, var message) -> throw new QuestionException(422, message);
      case SqlResult.Table table ->
          accept.contains("text/csv") ? ClewApi.csv(csv(table)) : Json.ok(json(table));
    };
  }

  private static JsonNode parsed(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException _) {
      throw QuestionException.malformed("the request is not JSON");
    }
  }

  /// The message with the place it speaks of, as TraceQL words it.
  private static String placed(String message, String sql, int position) {
    if (position < 1) {
      return message;
    }
    String before = sql.substring(0, Math.min(position - 1, sql.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String inLine = before.substring(before.lastIndexOf('\n') + 1);
    int column = 1 + inLine.codePointCount(0, inLine.length());
    return "at line %d, col %d: %s".formatted(line, column, message);
  }

  private static ObjectNode json(SqlResult.Table table) {
    ObjectNode root = Json.object();
    ArrayNode columns = root.putArray("columns");
    for (SqlColumn column : table.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type());
    }
    ArrayNode rows = root.putArray("rows");
    for (List<JsonNode> row : table.rows()) {
      rows.addArray().addAll(row);
    }
    root.put("isTruncated", table.isTruncated());
    return root;
  }

  private static String csv(SqlResult.Table table) {
    StringBuilder text = new StringBuilder();
    text.append(Csv.line(table.columns().stream().map(SqlColumn::name).toList()));
    for (List<JsonNode> row : table.rows()) {
      text.append(
          Csv.line(
              row.stream()
                  .map(cell ->
                      cell.isNull() ? "" : cell.isValueNode() ? cell.asText() : cell.toString())
                  .toList()));
    }
    return text.toString();
  }
}
