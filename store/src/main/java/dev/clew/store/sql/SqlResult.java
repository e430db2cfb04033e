package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.model.LimitException.Limit;
import java.util.List;

/// How a query ended.
public sealed interface SqlResult {

  /// It was answered.
  ///
  /// @param rows values in the order of the columns: numbers, truth values, text and null; times
  ///   are ISO text in UTC, lists are arrays, maps and structs are objects
  /// @param isTruncated whether there were more rows than the limits allow
  record Table(List<SqlColumn> columns, List<List<JsonNode>> rows, boolean isTruncated)
      implements SqlResult {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /// It is not a query that may be run, or it failed on its own terms.
  ///
  /// @param message one line for people
  /// @param position of the offending character, from 1; 0 when it is not known
  record Refused(String message, int position) implements SqlResult {}

  /// It hit a limit.
  ///
  /// @param message one line for people
  record Stopped(Limit limit, String message) implements SqlResult {}
}
