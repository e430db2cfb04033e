package dev.clew.server.api.tempo;

import dev.clew.model.Attributes;
import dev.clew.model.Field;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceView;
import dev.clew.query.traceql.TagFilter;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Names of attributes and intrinsics, by scope.
///
/// @param isTruncated whether some were left out
record TagNames(List<Scoped> scopes, boolean isTruncated) {
  private static final List<Field.Scope> ORDER =
      List.of(
          Field.Scope.RESOURCE,
          Field.Scope.SPAN,
          Field.Scope.EVENT,
          Field.Scope.LINK,
          Field.Scope.INSTRUMENTATION);
  private static final List<String> INTRINSICS =
      List.of(
          "duration",
          "event:name",
          "event:timeSinceStart",
          "instrumentation:name",
          "instrumentation:version",
          "kind",
          "link:spanID",
          "link:traceID",
          "name",
          "rootName",
          "rootServiceName",
          "span:duration",
          "span:id",
          "span:kind",
          "span:name",
          "span:parentID",
          "span:status",
          "span:statusMessage",
          "status",
          "statusMessage",
          "trace:duration",
          "trace:id",
          "trace:rootName",
          "trace:rootService",
          "traceDuration");

  TagNames {
    scopes = List.copyOf(scopes);
  }

  /// The names of one scope, sorted.
  record Scoped(String scope, List<String> names) {
    Scoped {
      names = List.copyOf(names);
    }
  }

  /// Which scopes are asked for.
  private record Wanted(List<Field.Scope> scopes, boolean hasIntrinsics) {
    static Wanted of(String scope) {
      return switch (scope) {
        case "", "none" -> new Wanted(ORDER, true);
        case "intrinsic" -> new Wanted(List.of(), true);
        case "trace" -> new Wanted(List.of(), false);
        default ->
            new Wanted(ORDER.stream().filter(each -> name(each).equals(scope)).toList(), false);
      };
    }
  }

  private static String name(Field.Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  /// Reads the names of one scope, or of all.
  ///
  /// @throws QuestionException when there is no such scope
  static TagNames read(Searches searches, TagQuestion question, String scope) {
    Wanted wanted = Wanted.of(scope);
    if (wanted.scopes.isEmpty() && !wanted.hasIntrinsics && !scope.equals("trace")) {
      throw QuestionException.malformed(
          "unknown scope: use none, trace, span, resource, event, link, instrumentation or"
              + " intrinsic");
    }
    try (TraceView view = searches.views().open(searches.deadline())) {
      Map<Field.Scope, SortedSet<String>> names = new EnumMap<>(Field.Scope.class);
      wanted.scopes.forEach(each -> names.put(each, new TreeSet<>()));
      boolean isAll = names.isEmpty() || collect(searches, question, view, names);
      return cut(question, wanted, names, !isAll);
    }
  }

  private static boolean collect(
      Searches searches,
      TagQuestion question,
      TraceView view,
      Map<Field.Scope, SortedSet<String>> names) {
    if (question.filter() instanceof TagFilter.Everything) {
      names.forEach((scope, all) -> all.addAll(view.vocabulary().keys(scope, question.range())));
      return true;
    }
    long end = System.nanoTime() + searches.deadline().toNanos();
    return new MatchingSpans(view, question.range(), end)
        .show(
            MatchingSpans.condition(question.filter()),
            (spans, _) -> (_, row) -> addKeys(names, spans, row));
  }

  private static void addKeys(Map<Field.Scope, SortedSet<String>> names, SpanBatch spans, int row) {
    names.forEach((scope, all) -> {
      switch (scope) {
        case SPAN -> addKeys(all, spans, spans.attributes(), row);
        case RESOURCE -> addKeys(all, spans, spans.resources().attributes(), spans.resource(row));
        case INSTRUMENTATION -> addKeys(all, spans, spans.scopes().attributes(), spans.scope(row));
        case EVENT -> {
          for (int i = spans.events().start(row); i < spans.events().end(row); i++) {
            addKeys(all, spans, spans.events().attributes(), i);
          }
        }
        case LINK -> {
          for (int i = spans.links().start(row); i < spans.links().end(row); i++) {
            addKeys(all, spans, spans.links().attributes(), i);
          }
        }
        case ANY -> {}
      }
    });
  }

  private static void addKeys(
      Collection<String> names, SpanBatch spans, Attributes attributes, int owner) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      names.add(spans.strings().cached(attributes.key(entry)));
    }
  }

  private static TagNames cut(
      TagQuestion question,
      Wanted wanted,
      Map<Field.Scope, SortedSet<String>> names,
      boolean isPartial) {
    List<Scoped> scopes = new ArrayList<>();
    boolean isTruncated = isPartial;
    for (Field.Scope scope : wanted.scopes) {
      SortedSet<String> all = names.getOrDefault(scope, new TreeSet<>());
      isTruncated |= all.size() > question.limit();
      scopes.add(new Scoped(name(scope), all.stream().limit(question.limit()).toList()));
    }
    if (wanted.hasIntrinsics) {
      isTruncated |= INTRINSICS.size() > question.limit();
      scopes.add(new Scoped("intrinsic", INTRINSICS.stream().limit(question.limit()).toList()));
    }
    return new TagNames(
        scopes.stream().filter(each -> !each.names().isEmpty()).toList(), isTruncated);
  }

  /// The names of all scopes in one sorted list.
  List<String> flat() {
    Stream<Scoped> shown =
        scopes.size() == 1
            ? scopes.stream()
            : scopes.stream().filter(each -> !each.scope().equals("intrinsic"));
    return shown.flatMap(each -> each.names().stream()).distinct().sorted().toList();
  }
}
