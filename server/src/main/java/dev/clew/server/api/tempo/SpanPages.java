package dev.clew.server.api.tempo;

import com.linecorp.armeria.common.HttpHeadersBuilder;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.query.run.SearchCursor;
import dev.clew.server.api.PageCursors;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.Searches;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The spans of a long trace by pages, for clients that ask with `cursor`, empty at first.
final class SpanPages {
  static final int SIZE = 10_000;

  private static final Comparator<SearchCursor> ORDER =
      Comparator.comparingLong(SearchCursor::key).thenComparing(SearchCursor::traceId);

  private final PageCursors cursors;
  private final boolean isWanted;
  private final long question;
  private final PageCursors.@Nullable Page asked;

  SpanPages(PageCursors cursors, TraceId id, Parameters parameters) {
    this.cursors = cursors;
    this.isWanted = parameters.names().contains("cursor");
    this.question =
        PageCursors.fingerprint(
            List.of(
                "spans",
                id.hex(),
                parameters.text("q"),
                parameters.text("match_depth"),
                parameters.text("ancestor_depth"),
                parameters.text("keep_hierarchy")));
    this.asked = cursors.asked(parameters, question);
  }

  /// Whether pages are asked for at all.
  boolean isWanted() {
    return isWanted;
  }

  /// The page that is asked for; null for the first.
  PageCursors.@Nullable Page asked() {
    return asked;
  }

  /// The rows of the page; adds the headers that name the snapshot and lead to the next page.
  ///
  /// @param rows by start, span id and kind
  int[] page(
      Searches searches, TraceView view, SpanBatch spans, int[] rows, HttpHeadersBuilder headers) {
    headers.add("clew-snapshot", HexFormat.of().toHexDigits(view.snapshot()));
    int from = 0;
    if (asked != null) {
      while (from < rows.length && ORDER.compare(place(spans, rows[from]), asked.after()) <= 0) {
        from++;
      }
    }
    int to = Math.min(rows.length, from + SIZE);
    if (to < rows.length) {
      SearchCursor last = place(spans, rows[to - 1]);
      PageCursors.Page next = new PageCursors.Page(view.snapshot(), last, TimeRange.ALL);
      headers.add("clew-next-cursor", cursors.write(next, question));
      searches.keep(view);
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
