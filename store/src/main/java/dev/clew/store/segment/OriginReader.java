package dev.clew.store.segment;

import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads `origins.parquet` back: resource and scope numbers are the rows of the result.
final class OriginReader {
  private OriginReader() {}

  /// A batch without spans that holds the resources and scopes.
  static SpanBatch read(Path folder, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    String sql =
        """
        SELECT is_scope, name, version, schema_url, dropped_attributes, attributes
        FROM read_parquet(%s) ORDER BY is_scope, origin_id
        """
            .formatted(SqlText.quoted(folder.resolve("origins.parquet")));
    return queries.rows(sql, deadlineNanos, OriginReader::readRows);
  }

  private static SpanBatch readRows(ResultSet rows) throws SQLException {
    SpanBatch batch = new SpanBatch(4);
    Strings strings = batch.strings();
    JsonAttributes json = new JsonAttributes(strings);
    while (rows.next()) {
      Origins table = rows.getBoolean(1) ? batch.scopes() : batch.resources();
      try {
        json.read(
            rows.getString(6).getBytes(StandardCharsets.UTF_8), table.attributes(), _ -> true);
      } catch (IOException damaged) {
        throw new SQLException(damaged.getMessage(), damaged);
      }
      table.endRow(
          strings.add(rows.getString(2)),
          strings.add(rows.getString(3)),
          strings.add(rows.getString(4)),
          rows.getInt(5));
    }
    return batch;
  }
}
