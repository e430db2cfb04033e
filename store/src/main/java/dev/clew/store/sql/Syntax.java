package dev.clew.store.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Turns SQL into a syntax tree and back, by DuckDB's own parser.
///
/// The parser cannot be interrupted, needs time that grows faster than the text in some cases, and
/// needs stack for what is nested. So the text is bounded before it is parsed, and the tree before
/// it goes on.
final class Syntax {
  /// Longest query in characters.
  static final int MAX_LENGTH = 65_536;

  private static final int MAX_BRACKETS = 600;
  private static final int MAX_DEPTH = 500;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(MAX_LENGTH * 2)
                      .build())
              .build());

  private Syntax() {}

  /// The one statement that a user wrote.
  ///
  /// @throws UserError when it is not exactly one, or too large
  static ObjectNode parseWritten(Connection connection, String sql) throws SQLException {
    checkSize(sql);
    return parse(connection, sql);
  }

  /// The one statement that a text consists of, which is known to be of bounded size.
  static ObjectNode parse(Connection connection, String sql) throws SQLException {
    JsonNode root = read(ask(connection, "SELECT json_serialize_sql(?)", sql));
    if (root.path("error").asBoolean()) {
      throw refusal(root);
    }
    JsonNode statements = root.path("statements");
    if (statements.size() != 1) {
      throw new UserError(
          statements.isEmpty() ? "there is no query" : "only one statement can be run at a time");
    }
    return (ObjectNode) statements.get(0);
  }

  /// SQL text of a statement.
  static String print(Connection connection, ObjectNode statement) throws SQLException {
    ObjectNode root = JSON.createObjectNode().put("error", false);
    root.putArray("statements").add(statement);
    return ask(connection, "SELECT json_deserialize_sql(?::JSON)", root.toString());
  }

  private static void checkSize(String sql) {
    if (sql.length() > MAX_LENGTH) {
      throw new UserError("the query is longer than %d characters".formatted(MAX_LENGTH));
    }
    if (sql.indexOf('\0') >= 0) {
      throw new UserError("the query has a zero byte in it");
    }
    long brackets = sql.chars().filter(c -> c == '(' || c == '[' || c == '{').count();
    if (brackets > MAX_BRACKETS) {
      throw new UserError("the query has more than %d opening brackets".formatted(MAX_BRACKETS));
    }
  }

  private static UserError refusal(JsonNode error) {
    String message = error.path("error_message").asText();
    if (message.contains("Only SELECT statements")) {
      return new UserError("only queries can be run: SELECT, FROM, VALUES, DESCRIBE, SUMMARIZE");
    }
    return new UserError(Failures.oneLine(message), error.path("position").asInt(-1));
  }

  private static String ask(Connection connection, String question, String parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (StreamConstraintsException _) {
      throw new UserError("the query is nested too deeply");
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("DuckDB wrote a tree that is not JSON", bug);
    }
  }
}
