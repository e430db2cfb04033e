package dev.clew.server.api.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.Vocabulary;
import dev.clew.query.plan.JaegerQuery;
import dev.clew.query.plan.JaegerQuery.Tag;
import dev.clew.server.api.GoDuration;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.OtlpTrace;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.TraceRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Version 1: every answer stands in an envelope.
final class FirstVersion {
  private static final Duration DEFAULT_WINDOW = Duration.ofDays(2);
  private static final long DEFAULT_LOOKBACK_MILLIS = Duration.ofDays(1).toMillis();
  private static final long MAX_MICROS = Long.MAX_VALUE / 1_000;
  private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

  private final JaegerSearches searches;
  private final InstantSource clock;

  FirstVersion(JaegerSearches searches, InstantSource clock) {
    this.searches = searches;
    this.clock = clock;
  }

  static HttpResponse refused(QuestionException refused) {
    ObjectNode envelope = envelope(JsonAnswers.object().nullNode(), 0);
    envelope
        .putArray("errors")
        .addObject()
        .put("code", refused.status())
        .put("msg", refused.line());
    return JsonAnswers.of(HttpStatus.valueOf(refused.status()), envelope, refused.headers());
  }

  private static ObjectNode envelope(JsonNode data, int total) {
    ObjectNode envelope = JsonAnswers.object();
    envelope.set("data", data);
    return envelope.put("total", total).put("limit", 0).put("offset", 0).putNull("errors");
  }

  ObjectNode services() {
    return names(searches.services());
  }

  ObjectNode operationNames(String service) {
    return names(
        searches.operations(service, "").stream()
            .map(JaegerSearches.Operation::name)
            .distinct()
            .sorted()
            .toList());
  }

  private static ObjectNode names(List<String> names) {
    ArrayNode data = JsonAnswers.object().arrayNode();
    names.forEach(data::add);
    return envelope(data, names.size());
  }

  ObjectNode operations(Parameters parameters) {
    ArrayNode data = JsonAnswers.object().arrayNode();
    searches
        .operations(parameters.text("service"), parameters.text("spanKind"))
        .forEach(each -> data.addObject().put("name", each.name()).put("spanKind", each.kind()));
    return envelope(data, data.size());
  }

  /// Traces by their ids, if any are given, else those that match.
  ObjectNode traces(Parameters parameters) {
    List<String> ids = parameters.texts("traceID");
    if (!ids.isEmpty()) {
      return traces(ids.stream().map(JaegerSearches::id).distinct().toList());
    }
    JaegerQuery query =
        new JaegerQuery(
            textOrNull(parameters, "service"),
            textOrNull(parameters, "operation"),
            tags(parameters),
            GoDuration.nanos(parameters, "minDuration", 0),
            GoDuration.nanos(parameters, "maxDuration", 0));
    int limit =
        parameters.number("limit", JaegerSearches.DEFAULT_LIMIT, 1, JaegerSearches.MAX_LIMIT);
    return answer(searches.find(query, window(parameters), limit));
  }

  private ObjectNode traces(List<TraceId> ids) {
    if (ids.size() > JaegerSearches.MAX_LIMIT) {
      throw QuestionException.malformed("too many trace ids");
    }
    return answer(searches.read(ids));
  }

  private static @Nullable String textOrNull(Parameters parameters, String name) {
    return parameters.has(name) ? parameters.text(name) : null;
  }

  private static List<Tag> tags(Parameters parameters) {
    List<Tag> tags = new ArrayList<>();
    parameters.texts("tags").forEach(json -> tags.addAll(JaegerSearches.tags("tags", json)));
    for (String pair : parameters.texts("tag")) {
      int colon = pair.indexOf(':');
      if (colon < 1) {
        throw QuestionException.malformed("tag is not of the form key:value");
      }
      tags.add(Tag.ofText(pair.substring(0, colon), pair.substring(colon + 1)));
    }
    return tags;
  }

  private TimeRange window(Parameters parameters) {
    Instant now = clock.instant();
    Long start = parameters.whole("start");
    Long end = parameters.whole("end");
    long to = end == null ? millis(now) * 1_000 : end;
    long from = start == null ? to - DEFAULT_WINDOW.toNanos() / 1_000 : start;
    if (from > to) {
      throw QuestionException.malformed("start is after end");
    }
    return new TimeRange(
        Math.clamp(from, -MAX_MICROS, MAX_MICROS) * 1_000,
        Math.clamp(to, -MAX_MICROS, MAX_MICROS) * 1_000 + 999);
  }

  private static long millis(Instant now) {
    return now.toEpochMilli();
  }

  private static ObjectNode answer(JaegerSearches.Traces traces) {
    ArrayNode data = JsonAnswers.object().arrayNode();
    ObjectNode envelope = envelope(data, 0);
    Map<TraceId, int[]> rows = TraceRows.of(traces.spans(), OtlpTrace.ordered(traces.spans()));
    for (TraceId id : traces.order()) {
      int[] own = rows.get(id);
      if (own == null) {
        missing(envelope, id);
      } else {
        JaegerTrace.write(data.addObject(), traces.spans(), own);
      }
    }
    return envelope;
  }

  private static void missing(ObjectNode envelope, TraceId id) {
    if (envelope.get("errors").isNull()) {
      envelope.putArray("errors");
    }
    envelope
        .withArrayProperty("errors")
        .addObject()
        .put("code", 404)
        .put("msg", "trace not found")
        .put("traceID", id.hex());
  }

  ObjectNode trace(String text) {
    return answer(searches.trace(JaegerSearches.id(text), "trace not found"));
  }

  ObjectNode dependencies(Parameters parameters) {
    Long end = parameters.whole("endTs");
    Long lookback = parameters.whole("lookback");
    long to = Math.clamp(end == null ? millis(clock.instant()) : end, 0, MAX_MILLIS);
    long back = Math.clamp(lookback == null ? DEFAULT_LOOKBACK_MILLIS : lookback, 0, MAX_MILLIS);
    TimeRange range = new TimeRange((to - back) * 1_000_000, to * 1_000_000);
    String service = parameters.text("service");
    ArrayNode data = JsonAnswers.object().arrayNode();
    for (Vocabulary.Edge edge : searches.words(words -> words.edges(range))) {
      if (service.isEmpty() || edge.parent().equals(service) || edge.child().equals(service)) {
        data.addObject()
            .put("parent", edge.parent())
            .put("child", edge.child())
            .put("callCount", edge.count());
      }
    }
    return envelope(data, 0);
  }
}
