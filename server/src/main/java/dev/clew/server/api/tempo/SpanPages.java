package dev.clew.server.api.tempo;

import com.linecorp.armeria.common.HttpHeadersBuilder;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.query.run.SearchCursor;
import dev.clew.server.api.Parameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The spans of a long trace by pages, for clients that ask with `cursor`, empty at first.
final class SpanPages {
  static final int SIZE = 10_000;

  private static final Comparator<SearchCursor> ORDER =
      Comparator.comparingLong(SearchCursor::key).thenComparing(SearchCursor::traceId);

  private final PageCursors cursors;
  private final String cursor;
  private final long question;

  SpanPages(PageCursors cursors, TraceId id, Parameters parameters) {
    this.cursors = cursors;
    this.cursor = parameters.text("cursor");
    this.question =
        PageCursors.fingerprint(
            List.of(
                "spans",
                id.hex(),
                parameters.text("q"),
                parameters.text("match_depth"),
                parameters.text("ancestor_depth"),
                parameters.text("keep_hierarchy")));
  }

  /// The rows of the page that is asked for; adds the header that leads to the next one.
  ///
  /// @param rows by start, span id and kind
  int[] page(SpanBatch spans, int[] rows, HttpHeadersBuilder headers) {
    int from = 0;
    if (!cursor.isEmpty()) {
      SearchCursor after = cursors.read(cursor, question).after();
      while (from < rows.length && ORDER.compare(place(spans, rows[from]), after) <= 0) {
        from++;
      }
    }
    int to = Math.min(rows.length, from + SIZE);
    if (to < rows.length) {
      PageCursors.Page next = new PageCursors.Page(place(spans, rows[to - 1]), TimeRange.ALL);
      headers.add("clew-next-cursor", cursors.write(next, question));
    }
    return Arrays.copyOfRange(rows, from, to);
  }

  /// Where a span stands: start, then the id, then the kind, of which the last two take the place
  /// that a search has for trace ids.
  private static SearchCursor place(SpanBatch spans, int row) {
    return new SearchCursor(
        spans.startNanos(row), new TraceId(spans.spanId(row), spans.kind(row).ordinal()));
  }
}
