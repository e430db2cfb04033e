package dev.clew.server.api.tempo;

import dev.clew.model.TimeRange;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.plan.TagQuery;
import dev.clew.query.run.SearchOrder;
import dev.clew.query.run.SearchRequest;
import dev.clew.server.api.GoDuration;
import dev.clew.server.api.PageCursors;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import dev.clew.server.api.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A search, read and checked.
///
/// @param page that is asked for; null for the first
/// @param fingerprint equal for the pages of one search
record SearchQuestion(
    SearchPlan.Ready plan,
    SearchRequest request,
    PageCursors.@Nullable Page page,
    long fingerprint) {
  static final int DEFAULT_LIMIT = 20;
  static final int MAX_LIMIT = 262_144;
  static final int DEFAULT_SPANS = 3;
  static final int MAX_SPANS = 100;

  private static final int MAX_ANSWER_SPANS = 1_000_000;

  private static final Set<String> KNOWN =
      Set.of(
          "q",
          "tags",
          "minDuration",
          "maxDuration",
          "limit",
          "spss",
          "start",
          "end",
          "sort",
          "order",
          "cursor",
          "most_recent");

  private enum Direction {
    ASC,
    DESC
  }

  /// Reads the parameters of `/api/search`.
  static SearchQuestion of(Parameters parameters, PageCursors cursors, Instant now) {
    String tags = tags(parameters);
    long fingerprint = fingerprint(parameters, tags);
    SearchOrder order =
        new SearchOrder(
            parameters.choice("sort", SearchOrder.Key.START, SearchOrder.Key.class),
            parameters.choice("order", Direction.DESC, Direction.class) == Direction.ASC);
    TimeRange asked = TimeWindow.ofSeconds(parameters, now);
    PageCursors.Page page = cursors.asked(parameters, fingerprint);
    int limit = parameters.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    SearchRequest request =
        SearchRequest.of(page == null ? asked : page.window())
            .withAfter(page == null ? null : page.after())
            .withLimit(limit)
            .withSpansPerSpanset(
                spans(parameters.number("spss", DEFAULT_SPANS, 0, Integer.MAX_VALUE), limit))
            .withOrder(order)
            .withDuration(
                GoDuration.nanos(parameters, "minDuration", 0),
                GoDuration.nanos(parameters, "maxDuration", Long.MAX_VALUE));
    return new SearchQuestion(plan(parameters.text("q"), tags), request, page, fingerprint);
  }

  /// The spans that a spanset shows: 0 asks for as many as there may be. Of very many traces each
  /// shows fewer, so that the answer stays within bounds.
  static int spans(int asked, int traces) {
    int shown = asked == 0 ? MAX_SPANS : Math.min(asked, MAX_SPANS);
    return Math.min(shown, Math.max(1, MAX_ANSWER_SPANS / traces));
  }

  /// The plan of a query or of tags; of everything, if neither is given.
  static SearchPlan.Ready plan(String query, String tags) {
    if (tags.isBlank()) {
      return Searches.plan(query);
    }
    if (!query.isBlank()) {
      throw QuestionException.malformed("q and tags cannot be given together");
    }
    return switch (TagQuery.of(tags)) {
      case TagQuery.Refused(var message) -> throw QuestionException.malformed(message);
      case TagQuery.Read(var read) ->
          switch (SearchPlan.of(read)) {
            case SearchPlan.Refused(var message) -> throw QuestionException.malformed(message);
            case SearchPlan.Ready ready -> ready;
          };
    };
  }

  /// The text of `tags`. Very old clients send each tag as a parameter of its own, and no window.
  private static String tags(Parameters parameters) {
    boolean isOld =
        !parameters.has("q")
            && !parameters.has("tags")
            && !parameters.has("start")
            && !parameters.has("end");
    if (!isOld) {
      return parameters.text("tags");
    }
    List<String> pairs = new ArrayList<>();
    for (String name : parameters.names()) {
      if (!KNOWN.contains(name)) {
        pairs.add(logfmt(name, parameters.text(name)));
      }
    }
    return String.join(" ", pairs);
  }

  /// One pair of logfmt.
  static String logfmt(String key, String value) {
    return key + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static long fingerprint(Parameters parameters, String tags) {
    List<String> parts = new ArrayList<>(List.of(tags));
    for (String name :
        List.of("q", "minDuration", "maxDuration", "start", "end", "sort", "order")) {
      parts.add(parameters.text(name));
    }
    return PageCursors.fingerprint(parts);
  }
}
