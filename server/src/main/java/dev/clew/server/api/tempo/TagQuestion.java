package dev.clew.server.api.tempo;

import dev.clew.model.TimeRange;
import dev.clew.query.traceql.TagFilter;
import dev.clew.query.traceql.TraceQl;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.TimeWindow;
import java.time.Instant;

/// What is asked of names or values.
///
/// @param filter which spans count
/// @param limit most names of a scope, or values
record TagQuestion(TagFilter filter, TimeRange range, int limit) {
  static final int MAX_LIMIT = 100_000;

  /// Reads the parameters; older endpoints pass over `q`.
  static TagQuestion of(Parameters parameters, boolean isFiltered, Instant now) {
    return new TagQuestion(
        isFiltered ? filter(parameters.text("q")) : new TagFilter.Everything(),
        TimeWindow.ofSeconds(parameters, now),
        limit(parameters.number("limit", 0, 0, Integer.MAX_VALUE)));
  }

  static TagFilter filter(String query) {
    return query.isBlank() ? new TagFilter.Everything() : TraceQl.lenient(query);
  }

  /// A limit of 0 asks for as many as there may be.
  static int limit(int asked) {
    return asked == 0 ? MAX_LIMIT : Math.min(asked, MAX_LIMIT);
  }
}
