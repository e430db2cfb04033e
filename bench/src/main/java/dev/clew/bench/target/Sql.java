package dev.clew.bench.target;

import java.io.IOException;
import java.util.List;

/// Asks a server in SQL.
public interface Sql {
  /// Rows without the names of the columns; values as text.
  List<List<String>> rows(String query) throws IOException, InterruptedException;
}
