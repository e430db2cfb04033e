package dev.clew.server.api.clew;

import java.util.ArrayList;
import java.util.List;

/// What a query asks of traces, as SQL.
///
/// @param ofSpans conditions on a span; a trace passes the n-th when one of its spans does, which
///   `passes` calls `test_n`
/// @param passes condition on a trace: over its `test_n`, `lasting`, `service` and `name`
record TraceTests(List<String> ofSpans, String passes) {
  static final TraceTests NONE = new TraceTests(List.of(), "true");

  TraceTests {
    ofSpans = List.copyOf(ofSpans);
  }

  /// Columns of a `SELECT` of spans by trace, each with a comma before it.
  String columns() {
    List<String> columns = new ArrayList<>();
    for (int test = 0; test < ofSpans.size(); test++) {
      columns.add(", bool_or(%s) AS test_%d".formatted(ofSpans.get(test), test));
    }
    return String.join("", columns);
  }
}
