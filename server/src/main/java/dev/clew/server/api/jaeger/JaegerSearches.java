package dev.clew.server.api.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.Vocabulary;
import dev.clew.query.plan.JaegerQuery;
import dev.clew.query.plan.JaegerQuery.Tag;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.SearchOutcome;
import dev.clew.query.run.SearchRequest;
import dev.clew.query.run.TraceMatch;
import dev.clew.query.traceql.Literal;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.MissingTrace;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What both versions of the API ask of the store.
final class JaegerSearches {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 10_000;

  private static final int MAX_SPANS = 500_000;
  private static final int TRACES_AT_ONCE = 100;

  private final Searches searches;

  JaegerSearches(Searches searches) {
    this.searches = searches;
  }

  /// Spans of whole traces, in an order of the traces.
  record Traces(List<TraceId> order, SpanBatch spans) {
    Traces {
      order = List.copyOf(order);
    }
  }

  /// Traces that match, newest first.
  Traces find(JaegerQuery query, TimeRange window, int limit) {
    return switch (SearchPlan.of(query.toTraceQl())) {
      case SearchPlan.Refused(var message) -> throw QuestionException.malformed(message);
      case SearchPlan.Ready plan -> find(plan, window, limit);
    };
  }

  /// Traces that match, newest first.
  Traces find(SearchPlan.Ready plan, TimeRange window, int limit) {
    SearchRequest request = SearchRequest.of(window).withLimit(limit).withSpansPerSpanset(0);
    try (TraceView view = searches.views().open(searches.deadline())) {
      SearchOutcome.Found found = searches.find(plan, request, view);
      return read(view, found.traces().stream().map(TraceMatch::id).toList());
    }
  }

  /// Traces by id; those that are unknown have no spans.
  Traces read(List<TraceId> ids) {
    try (TraceView view = searches.views().open(searches.deadline())) {
      return read(view, ids);
    }
  }

  /// One trace.
  ///
  /// @param notFound what the API says of a trace that never was
  /// @throws QuestionException when it is not here, with the reason
  Traces trace(TraceId id, String notFound) {
    try (TraceView view = searches.views().open(searches.deadline())) {
      Traces traces = read(view, List.of(id));
      if (traces.spans().size() == 0) {
        MissingTrace missing = MissingTrace.of(view, id);
        boolean isUnknown = missing.reason().equals("unknown");
        String message = isUnknown ? notFound : notFound + ": " + missing.message();
        throw new QuestionException(404, message, missing.reason());
      }
      return traces;
    }
  }

  private static Traces read(TraceView view, List<TraceId> ids) {
    SpanBatch all = new SpanBatch();
    for (int from = 0; from < ids.size(); from += TRACES_AT_ONCE) {
      Collection<TraceId> some = ids.subList(from, Math.min(ids.size(), from + TRACES_AT_ONCE));
      all.appendAll(view.traces(some, Projection.EVERYTHING));
      if (all.size() > MAX_SPANS) {
        throw new QuestionException(
            422, "these traces have more than %,d spans, ask for fewer".formatted(MAX_SPANS));
      }
    }
    return new Traces(ids, all);
  }

  /// Asks something of all that is known of names.
  <T> T words(Function<Vocabulary, T> question) {
    try (TraceView view = searches.views().open(searches.deadline())) {
      return question.apply(view.vocabulary());
    }
  }

  /// Names of all services, sorted.
  List<String> services() {
    return words(words ->
        words.operations(TimeRange.ALL).stream()
            .map(Vocabulary.Operation::service)
            .filter(service -> !service.isEmpty())
            .distinct()
            .sorted()
            .toList());
  }

  /// A name of spans and the kind they have.
  record Operation(String name, String kind) {}

  /// Operations of a service, or of all, if it is empty; of one kind, or of all, if that is empty.
  List<Operation> operations(String service, String kind) {
    return words(words ->
        words.operations(TimeRange.ALL).stream()
            .filter(each -> service.isEmpty() || each.service().equals(service))
            .map(each -> new Operation(each.name(), kind(each.kind())))
            .filter(each -> kind.isEmpty() || each.kind().equals(kind))
            .distinct()
            .toList());
  }

  /// A kind as Jaeger writes it: a span that does not say is internal.
  static String kind(SpanKind kind) {
    return (kind == SpanKind.UNSPECIFIED ? SpanKind.INTERNAL : kind)
        .name()
        .toLowerCase(Locale.ROOT);
  }

  /// An id of 1 to 32 hexadecimal digits, or 8 or 16 bytes in base64.
  static TraceId id(String text) {
    TraceId id = TraceId.parse(text);
    if (id == null) {
      id = ofBase64(text);
    }
    if (id == null) {
      throw QuestionException.malformed("a trace id has 1 to 32 hexadecimal digits");
    }
    return id;
  }

  private static @Nullable TraceId ofBase64(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      return switch (bytes.remaining()) {
        case 8 -> new TraceId(0, bytes.getLong());
        case 16 -> new TraceId(bytes.getLong(), bytes.getLong());
        default -> null;
      };
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// Tags of a JSON object. A text may also mean a number or a boolean.
  static List<Tag> tags(String parameter, String json) {
    if (json.isBlank()) {
      return List.of();
    }
    JsonNode object = JsonAnswers.parsed(parameter, json);
    if (!object.isObject()) {
      throw QuestionException.malformed(parameter + " is not a JSON object");
    }
    List<Tag> tags = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      tags.add(tag(parameter, entry.getKey(), entry.getValue()));
    }
    return tags;
  }

  private static Tag tag(String parameter, String key, JsonNode value) {
    if (key.isEmpty()) {
      throw QuestionException.malformed(parameter + " has a tag without a name");
    }
    return switch (value.getNodeType()) {
      case STRING -> Tag.ofText(key, value.asText());
      case BOOLEAN -> Tag.of(key, new Literal.Bool(value.asBoolean()));
      case NUMBER ->
          Tag.of(
              key,
              value.isIntegralNumber()
                  ? new Literal.Whole(value.asLong())
                  : new Literal.Real(value.asDouble()));
      default ->
          throw QuestionException.malformed(
              parameter + " may hold texts, numbers and booleans only");
    };
  }
}
