package dev.clew.query.plan;

import com.google.re2j.Pattern;
import dev.clew.model.SpanStatus;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.Query;
import dev.clew.query.traceql.Regex;
import dev.clew.query.traceql.Scope;
import dev.clew.query.traceql.SpanField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What Tempo's search asked before TraceQL: `tags`, pairs of key and value in logfmt.
///
/// A span matches that has all of them, each in an attribute of its own or of its resource that
/// contains the value as text, in whatever case, or equals it as a number or a boolean. `name` is
/// also the name of the span, and `error=true` also its status.
public sealed interface TagQuery {
  /// So that the expressions made of them stay small.
  int MAX_CHARS = 4_096;

  /// The same in TraceQL.
  record Read(Query.Search query) implements TagQuery {}

  /// It cannot be read; the message is one line for its author.
  record Refused(String message) implements TagQuery {}

  /// Reads the text of the parameter `tags`.
  static TagQuery of(String logfmt) {
    if (logfmt.length() > MAX_CHARS) {
      return new Refused("tags: more than %,d characters".formatted(MAX_CHARS));
    }
    return switch (Logfmt.read(logfmt)) {
      case Logfmt.Refused(var message) -> new Refused("tags: " + message);
      case Logfmt.Pairs(var pairs) -> new Read(query(pairs));
    };
  }

  private static Query.Search query(Map<String, String> pairs) {
    List<FieldExpression> parts = new ArrayList<>();
    pairs.forEach((key, value) -> parts.add(part(key, value)));
    return Filters.query(parts);
  }

  private static FieldExpression part(String key, String value) {
    Regex contains = Regex.of("(?i).*" + Pattern.quote(value) + ".*");
    List<FieldExpression> alternatives = new ArrayList<>();
    for (Scope scope : List.of(Scope.SPAN, Scope.RESOURCE)) {
      SpanField field = new Attribute(scope, key);
      alternatives.add(new Match(field, false, contains));
      UntypedText.otherMeanings(value)
          .forEach(meaning -> alternatives.add(Filters.equal(field, meaning)));
    }
    if (key.equals("name")) {
      alternatives.add(new Match(Intrinsic.NAME, false, contains));
    }
    if (key.equals("error") && value.equals("true")) {
      alternatives.add(Filters.equal(Intrinsic.STATUS, new Literal.Status(SpanStatus.ERROR)));
    }
    return Filters.any(alternatives);
  }
}
