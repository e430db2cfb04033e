package dev.clew.server.api.tempo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.TraceView;
import dev.clew.query.run.SearchOutcome;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.PageCursors;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import dev.clew.server.http.grpc.GrpcMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Tempo's endpoints.
public final class TempoApi {
  static final String NO_METRICS =
      "unsupported: TraceQL metrics are not answered here yet, searches are";

  private static final String VALUES = "/values";

  private final Searches searches;
  private final QueryRunner runner;
  private final InstantSource clock;
  private final TraceAnswers traces;
  private final PageCursors cursors;

  public TempoApi(Searches searches, QueryRunner runner, InstantSource clock) {
    this.searches = searches;
    this.cursors = PageCursors.ofThisProcess(searches.ages());
    this.runner = runner;
    this.clock = clock;
    this.traces = new TraceAnswers(searches, cursors);
  }

  /// What answers a question that was read from the parameters.
  private interface Endpoint {
    HttpResponse answer(ServiceRequestContext context, Parameters parameters);
  }

  /// Adds the endpoints.
  ///
  /// @param prefix of all paths; where it is empty, `/api/traces/{id}` is left to the caller, since
  ///   Jaeger has it too
  public void addTo(ServerBuilder builder, String prefix) {
    builder.route().get(prefix + "/api/echo").build((_, _) -> line(HttpStatus.OK, "echo"));
    builder.route().get(prefix + "/ready").build((_, _) -> line(HttpStatus.OK, "ready"));
    get(builder, prefix + "/api/status/buildinfo", (_, _) -> version());
    get(builder, prefix + "/status/version", (_, _) -> version());
    if (!prefix.isEmpty()) {
      builder.route().get(prefix + "/api/traces/{id}").build(traceById());
    }
    get(builder, prefix + "/api/v2/traces/{id}", this::secondTrace);
    get(builder, prefix + "/api/search", this::search);
    get(builder, prefix + "/api/v2/search/tags", this::tags);
    get(builder, prefix + "/api/search/tags", this::oldTags);
    String tag = "regex:^" + Pattern.quote(prefix);
    get(builder, tag + "/api/v2/search/tag/.*/values$", this::values);
    get(builder, tag + "/api/search/tag/.*/values$", this::oldValues);
    for (String path : new String[] {"/api/metrics/query_range", "/api/metrics/query"}) {
      builder.route().get(prefix + path).build((_, _) -> line(HttpStatus.BAD_REQUEST, NO_METRICS));
    }
  }

  /// The methods of `tempopb.StreamingQuerier` by path.
  public Map<String, GrpcMethod> grpcMethods() {
    return new StreamingQuerier(searches, runner, clock).methods();
  }

  /// The older endpoint for a single trace, of which the path has the parameter `id`.
  public HttpService traceById() {
    return service((context, parameters) ->
        traces.first(
            TraceAnswers.id(String.valueOf(context.pathParam("id"))),
            parameters,
            Protobuf.isAsked(context)));
  }

  private void get(ServerBuilder builder, String path, Endpoint endpoint) {
    builder.route().get(path).build(service(endpoint));
  }

  private HttpService service(Endpoint endpoint) {
    return (context, _) ->
        runner.run(
            context, () -> endpoint.answer(context, Parameters.of(context)), TempoApi::refused);
  }

  private static HttpResponse refused(QuestionException refused) {
    return refused.status() == HttpStatus.GONE.code()
        ? JsonAnswers.expired(refused)
        : line(HttpStatus.valueOf(refused.status()), refused.line(), refused.headers());
  }

  private static HttpResponse line(HttpStatus status, String text) {
    return line(status, text, HttpHeaders.of());
  }

  private static HttpResponse line(HttpStatus status, String text, HttpHeaders headers) {
    return HttpResponse.of(
        ResponseHeaders.builder(status)
            .add(headers)
            .contentType(MediaType.PLAIN_TEXT_UTF_8)
            .build(),
        HttpData.ofUtf8(text + '\n'));
  }

  private static HttpResponse version() {
    String version = TempoApi.class.getPackage().getImplementationVersion();
    ObjectNode root = JsonAnswers.object();
    root.put("version", version == null ? "0.1.0" : version);
    root.put("revision", "").put("branch", "").put("buildDate", "");
    root.put("buildUser", "").put("goVersion", "");
    return JsonAnswers.of(HttpStatus.OK, root);
  }

  private HttpResponse secondTrace(ServiceRequestContext context, Parameters parameters) {
    return traces.second(
        TraceAnswers.id(String.valueOf(context.pathParam("id"))),
        parameters,
        Protobuf.isAsked(context));
  }

  private HttpResponse search(ServiceRequestContext context, Parameters parameters) {
    SearchQuestion question = SearchQuestion.of(parameters, cursors, clock.instant());
    SearchAnswer answer = find(searches, question, context::isCancelled, searches::keep);
    HttpHeaders headers = answer.headers(question, cursors);
    return Protobuf.isAsked(context)
        ? Protobuf.answer(answer.protobuf(), headers)
        : JsonAnswers.of(HttpStatus.OK, answer.json(), headers);
  }

  /// @param pages takes the view, if more is to be read from it
  static SearchAnswer find(
      Searches searches,
      SearchQuestion question,
      BooleanSupplier isCancelled,
      Consumer<TraceView> pages) {
    try (TraceView view = searches.open(question.page())) {
      SearchOutcome.Found found =
          searches.find(question.plan(), question.request(), view, isCancelled);
      if (found.next() != null) {
        pages.accept(view);
      }
      return new SearchAnswer(found, view.watermarkNanos(), view.snapshot());
    }
  }

  private HttpResponse tags(ServiceRequestContext context, Parameters parameters) {
    TagQuestion question = TagQuestion.of(parameters, true, clock.instant());
    TagNames names = TagNames.read(searches, question, parameters.text("scope"));
    return answer(context, TagAnswers.json(names), TagAnswers.protobuf(names), names.isTruncated());
  }

  private HttpResponse oldTags(ServiceRequestContext context, Parameters parameters) {
    TagQuestion question = TagQuestion.of(parameters, false, clock.instant());
    TagNames names = TagNames.read(searches, question, parameters.text("scope"));
    return answer(
        context,
        TagAnswers.flat("tagNames", names.flat()),
        TagAnswers.protobuf(names.flat()),
        names.isTruncated());
  }

  private HttpResponse values(ServiceRequestContext context, Parameters parameters) {
    TagQuestion question = TagQuestion.of(parameters, true, clock.instant());
    TagValues values = TagValues.read(searches, question, TagAnswers.field(tag(context)));
    return answer(
        context, TagAnswers.json(values), TagAnswers.protobuf(values), values.isTruncated());
  }

  private HttpResponse oldValues(ServiceRequestContext context, Parameters parameters) {
    TagQuestion question = TagQuestion.of(parameters, false, clock.instant());
    TagValues values = TagValues.read(searches, question, TagAnswers.bareField(tag(context)));
    return answer(
        context,
        TagAnswers.flat("tagValues", TagAnswers.texts(values)),
        TagAnswers.protobuf(TagAnswers.texts(values)),
        values.isTruncated());
  }

  /// What stands between `/tag/` and the last `/values`, slashes included.
  private static String tag(ServiceRequestContext context) {
    String path = context.path();
    int start = path.indexOf("/search/tag/") + "/search/tag/".length();
    String encoded = path.substring(start, Math.max(start, path.length() - VALUES.length()));
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw QuestionException.malformed("the tag is not percent-encoded as URLs are");
    }
  }

  private static HttpResponse answer(
      ServiceRequestContext context, ObjectNode json, byte[] protobuf, boolean isTruncated) {
    HttpHeaders headers = isTruncated ? HttpHeaders.of("clew-truncated", "true") : HttpHeaders.of();
    return Protobuf.isAsked(context)
        ? Protobuf.answer(protobuf, headers)
        : JsonAnswers.of(HttpStatus.OK, json, headers);
  }
}
