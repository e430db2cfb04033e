package dev.clew.query.promql;

import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.tree.Place;

/// Carries why a query is refused from where it is found to [PromQl]; never leaves the package.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_EXCERPT = 60;

  private final Parsed.Kind kind;
  private final transient Place place;
  private final String reason;

  private Refusal(Parsed.Kind kind, Place place, String reason) {
    super(reason, null, false, false);
    this.kind = kind;
    this.place = place;
    this.reason = reason;
  }

  static Refusal at(Place place, String reason) {
    return new Refusal(Parsed.Kind.INVALID, place, reason);
  }

  static Refusal limit(Place place, String reason) {
    return new Refusal(Parsed.Kind.LIMIT, place, reason);
  }

  /// A part of the query as a message may show it: quoted, and cut if it is long.
  static String excerpt(String text) {
    boolean isShort = text.codePointCount(0, text.length()) <= MAX_EXCERPT;
    String start =
        isShort ? text : text.substring(0, text.offsetByCodePoints(0, MAX_EXCERPT)) + "…";
    return Quotes.quote(start);
  }

  /// The outcome for the author of the text.
  Parsed.Failed in(String text) {
    return new Parsed.Failed(kind, reason, PromQl.position(text, place.start()), place);
  }
}
