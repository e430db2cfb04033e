package dev.clew.server.api.jaeger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.clew.ingest.otlp.JsonForm;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.query.plan.JaegerQuery;
import dev.clew.server.api.GoDuration;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.OtlpTrace;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import dev.clew.server.api.TraceRows;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Version 3 over HTTP. A parameter may be named in either way: `query.serviceName` or
/// `query.service_name`.
final class ThirdVersion {
  private static final String NOT_FOUND = "No traces found";

  private static final List<String> OLDER =
      List.of(
          "query.serviceName",
          "query.operationName",
          "query.attributes",
          "query.durationMin",
          "query.durationMax");

  private final JaegerSearches searches;

  ThirdVersion(JaegerSearches searches) {
    this.searches = searches;
  }

  static HttpResponse refused(QuestionException refused) {
    ObjectNode root = JsonAnswers.object();
    root.putObject("error").put("httpCode", refused.status()).put("message", refused.line());
    return JsonAnswers.of(HttpStatus.valueOf(refused.status()), root, refused.headers());
  }

  ObjectNode services() {
    ObjectNode root = JsonAnswers.object();
    ArrayNode list = root.putArray("services");
    searches.services().forEach(list::add);
    return root;
  }

  ObjectNode operations(Parameters parameters) {
    ObjectNode root = JsonAnswers.object();
    ArrayNode list = root.putArray("operations");
    searches
        .operations(parameters.text("service"), parameters.text(named(parameters, "spanKind")))
        .forEach(each -> list.addObject().put("name", each.name()).put("spanKind", each.kind()));
    return root;
  }

  ObjectNode trace(String id, Parameters parameters) {
    time(parameters, "startTime");
    time(parameters, "endTime");
    return result(searches.trace(JaegerSearches.id(id), NOT_FOUND).spans());
  }

  ObjectNode traces(Parameters parameters) {
    return result(find(parameters).spans());
  }

  private static ObjectNode result(SpanBatch spans) {
    if (spans.size() == 0) {
      throw new QuestionException(404, NOT_FOUND);
    }
    ObjectNode root = JsonAnswers.object();
    OtlpTrace.put(
        root.putObject("result"), "resourceSpans", spans, OtlpTrace.ordered(spans), JsonForm.OTLP);
    return root;
  }

  private JaegerSearches.Traces find(Parameters parameters) {
    Instant from = time(parameters, "query.startTimeMin");
    Instant to = time(parameters, "query.startTimeMax");
    if (from == null || to == null || from.isAfter(to)) {
      throw QuestionException.malformed(
          "query.startTimeMin and query.startTimeMax are both required, in this order");
    }
    String depth = named(parameters, "query.searchDepth");
    int limit =
        parameters.number(
            parameters.has(depth) ? depth : "query.num_traces",
            JaegerSearches.DEFAULT_LIMIT,
            1,
            JaegerSearches.MAX_LIMIT);
    TimeRange window = new TimeRange(nanos(from), nanos(to));
    if (parameters.has("query.filter")) {
      return searches.find(Searches.plan(filter(parameters)), window, limit);
    }
    JaegerQuery query =
        new JaegerQuery(
            text(parameters, "query.serviceName"),
            text(parameters, "query.operationName"),
            JaegerSearches.tags("query.attributes", parameters.text("query.attributes")),
            GoDuration.nanos(parameters, named(parameters, "query.durationMin"), 0),
            GoDuration.nanos(parameters, named(parameters, "query.durationMax"), 0));
    return searches.find(query, window, limit);
  }

  /// The filter in TraceQL, which cannot stand beside the older ways to ask.
  private static String filter(Parameters parameters) {
    for (String old : OLDER) {
      if (parameters.has(named(parameters, old))) {
        throw QuestionException.malformed("query.filter and " + old + " cannot be given together");
      }
    }
    return StructuredFilter.toTraceQl(parameters.text("query.filter"));
  }

  private static @Nullable String text(Parameters parameters, String name) {
    String text = parameters.text(named(parameters, name));
    return text.isEmpty() ? null : text;
  }

  /// The name that a parameter really has.
  private static String named(Parameters parameters, String name) {
    String old = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return !parameters.has(name) && parameters.has(old) ? old : name;
  }

  /// A time, of which a plus sign may have become a blank on its way; null if it is absent.
  private static @Nullable Instant time(Parameters parameters, String name) {
    String text = parameters.text(named(parameters, name)).strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException _) {
      throw QuestionException.malformed(name + " is not a time such as 2026-01-31T12:00:00Z");
    }
  }

  private static long nanos(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    } catch (ArithmeticException _) {
      return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  ObjectNode summaries(Parameters parameters) {
    JaegerSearches.Traces traces = find(parameters);
    Map<TraceId, int[]> rows = TraceRows.of(traces.spans(), OtlpTrace.ordered(traces.spans()));
    ObjectNode root = JsonAnswers.object();
    ArrayNode list = root.putArray("summaries");
    for (TraceId id : traces.order()) {
      int[] own = rows.get(id);
      if (own != null) {
        summary(list.addObject().put("traceId", id.hex()), traces.spans(), own);
      }
    }
    return root;
  }

  private static void summary(ObjectNode node, SpanBatch spans, int[] rows) {
    Function<Integer, String> service =
        row -> spans.strings().cached(spans.resources().name(spans.resource(row)));
    int root =
        Arrays.stream(rows).filter(row -> spans.parentSpanId(row) == 0).findFirst().orElse(-1);
    Strings strings = spans.strings();
    node.put("rootServiceName", root < 0 ? "" : service.apply(root));
    node.put("rootOperationName", root < 0 ? "" : strings.cached(spans.name(root)));
    long start = Arrays.stream(rows).mapToLong(spans::startNanos).min().orElse(0);
    long end = Arrays.stream(rows).mapToLong(spans::endNanos).max().orElse(0);
    node.put("minStartTimeUnixNano", Long.toString(start));
    node.put("maxEndTimeUnixNano", Long.toString(end));
    Map<String, int[]> counts = new TreeMap<>();
    int errors = 0;
    for (int row : rows) {
      int error = spans.status(row) == SpanStatus.ERROR ? 1 : 0;
      int[] both = counts.computeIfAbsent(service.apply(row), _ -> new int[2]);
      both[0]++;
      both[1] += error;
      errors += error;
    }
    node.put("spanCount", rows.length).put("errorSpanCount", errors);
    ArrayNode services = node.putArray("services");
    counts.forEach((name, both) ->
        services
            .addObject()
            .put("name", name)
            .put("spanCount", both[0])
            .put("errorSpanCount", both[1]));
  }
}
