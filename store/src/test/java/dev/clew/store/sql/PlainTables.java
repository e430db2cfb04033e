package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Ordinary DuckDB tables with the promised columns, filled with what an engine says is in its own.
final class PlainTables implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;

  private PlainTables(Connection connection) {
    this.connection = connection;
  }

  static PlainTables copy(SqlEngine engine, SqlSource source) throws SQLException {
    PlainTables plain = new PlainTables(DriverManager.getConnection("jdbc:duckdb:"));
    for (SqlTable table : SqlTable.values()) {
      plain.create(table, Answers.table(engine, source, "SELECT * FROM " + table.tableName()));
    }
    return plain;
  }

  /// Asks DuckDB as the user would.
  SqlResult.Table ask(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return new ResultReader(rows).read(Answers.AMPLE);
    }
  }

  private void create(SqlTable table, SqlResult.Table content) throws SQLException {
    ArrayNode objects = JSON.createArrayNode();
    for (List<JsonNode> row : content.rows()) {
      ObjectNode object = objects.addObject();
      for (int i = 0; i < row.size(); i++) {
        SqlColumn column = content.columns().get(i);
        JsonNode value = row.get(i);
        object.set(column.name(), column.type().equals("JSON") ? json(value) : value);
      }
    }
    ObjectNode structure = JSON.createObjectNode();
    table.columns().forEach(column -> structure.put(column.name(), column.type()));
    String sql =
        "CREATE TABLE %s AS SELECT unnest(row) FROM (SELECT unnest(from_json(?::JSON, '[%s]')) AS row)"
            .formatted(table.tableName(), structure);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, objects.toString());
      statement.execute();
    }
  }

  private static JsonNode json(JsonNode text) {
    try {
      return text.isNull() ? text : JSON.readTree(text.asText());
    } catch (com.fasterxml.jackson.core.JsonProcessingException damaged) {
      throw new IllegalStateException(damaged);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
