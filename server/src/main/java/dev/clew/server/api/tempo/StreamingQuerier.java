package dev.clew.server.api.tempo;

import com.linecorp.armeria.common.HttpHeaders;
import dev.clew.model.TimeRange;
import dev.clew.query.run.SearchRequest;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import dev.clew.server.api.TimeWindow;
import dev.clew.server.http.answer.RpcCode;
import dev.clew.server.http.answer.RpcStatus;
import dev.clew.server.http.body.Body;
import dev.clew.server.http.body.Received;
import dev.clew.server.http.grpc.GrpcMethod;
import dev.clew.server.http.grpc.GrpcRequest;
import dev.clew.server.http.grpc.GrpcStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The gRPC service `tempopb.StreamingQuerier`.
final class StreamingQuerier {
  private static final String SERVICE = "/tempopb.StreamingQuerier/";

  private final Searches searches;
  private final QueryRunner runner;
  private final InstantSource clock;

  StreamingQuerier(Searches searches, QueryRunner runner, InstantSource clock) {
    this.searches = searches;
    this.runner = runner;
    this.clock = clock;
  }

  /// Makes the messages of an answer.
  private interface Answer {
    Streamed messages(ProtoFields request, BooleanSupplier isCancelled);
  }

  /// An answer, and what Clew tells beside it.
  private record Streamed(List<byte[]> messages, HttpHeaders trailers) {
    Streamed {
      messages = List.copyOf(messages);
    }
  }

  Map<String, GrpcMethod> methods() {
    GrpcMethod.ServerStreaming noMetrics =
        (_, _) -> new RpcStatus(RpcCode.UNIMPLEMENTED, TempoApi.NO_METRICS);
    return Map.of(
        SERVICE + "Search", streaming(this::search),
        SERVICE + "SearchTags", streaming((request, _) -> oldTags(request)),
        SERVICE + "SearchTagsV2", streaming((request, _) -> tags(request)),
        SERVICE + "SearchTagValues", streaming((request, _) -> oldValues(request)),
        SERVICE + "SearchTagValuesV2", streaming((request, _) -> values(request)),
        SERVICE + "MetricsQueryRange", noMetrics,
        SERVICE + "MetricsQueryInstant", noMetrics);
  }

  private GrpcMethod.ServerStreaming streaming(Answer answer) {
    return (request, stream) -> {
      try {
        ProtoFields fields = fields(request);
        return sent(runner.await(() -> answer.messages(fields, stream::isCancelled)), stream);
      } catch (QuestionException refused) {
        return status(refused);
      }
    };
  }

  private static ProtoFields fields(GrpcRequest request) {
    return switch (request.message()) {
      case Received.Refused(var refusal) ->
          throw new QuestionException(refusal.httpStatus(), refusal.message());
      case Body body -> ProtoFields.read(body.bytes(), body.length());
    };
  }

  private static RpcStatus sent(Streamed answer, GrpcStream stream) {
    stream.trailers(answer.trailers());
    for (byte[] message : answer.messages()) {
      if (!stream.send(message)) {
        return new RpcStatus(RpcCode.CANCELLED, "the client went away");
      }
    }
    return RpcStatus.OK;
  }

  private static RpcStatus status(QuestionException refused) {
    boolean isBusy = refused.status() == 429 || refused.status() == 503;
    return new RpcStatus(
        code(refused.status()),
        refused.line(),
        isBusy ? Duration.ofSeconds(1) : null,
        refused.status() == 400);
  }

  private static RpcCode code(int status) {
    return switch (status) {
      case 400 -> RpcCode.INVALID_ARGUMENT;
      case 404 -> RpcCode.NOT_FOUND;
      case 413, 422, 429, 503 -> RpcCode.RESOURCE_EXHAUSTED;
      case 499 -> RpcCode.CANCELLED;
      default -> RpcCode.INTERNAL;
    };
  }

  private Streamed search(ProtoFields request, BooleanSupplier isCancelled) {
    String tags =
        request.entries(1).stream()
            .map(entry -> SearchQuestion.logfmt(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(" "));
    long limit = request.number(4);
    if (limit > SearchQuestion.MAX_LIMIT) {
      throw QuestionException.malformed("limit is over " + SearchQuestion.MAX_LIMIT);
    }
    int traces = limit == 0 ? SearchQuestion.DEFAULT_LIMIT : (int) limit;
    int spans = (int) Math.min(request.number(9), SearchQuestion.MAX_SPANS);
    long maxMillis = request.number(3);
    SearchRequest search =
        SearchRequest.of(range(request.number(5), request.number(6)))
            .withLimit(traces)
            .withSpansPerSpanset(
                SearchQuestion.spans(spans == 0 ? SearchQuestion.DEFAULT_SPANS : spans, traces))
            .withDuration(
                request.number(2) * 1_000_000,
                maxMillis == 0 ? Long.MAX_VALUE : maxMillis * 1_000_000);
    SearchQuestion question =
        new SearchQuestion(SearchQuestion.plan(request.text(8), tags), search, null, 0);
    SearchAnswer answer = TempoApi.find(searches, question, isCancelled, _ -> {});
    return new Streamed(answer.messages(), answer.facts());
  }

  private Streamed tags(ProtoFields request) {
    TagQuestion question = tagQuestion(request, request.text(2));
    TagNames names = TagNames.read(searches, question, request.text(1));
    return tagged(TagAnswers.protobuf(names), names.isTruncated());
  }

  private Streamed oldTags(ProtoFields request) {
    TagQuestion question = tagQuestion(request, "");
    TagNames names = TagNames.read(searches, question, request.text(1));
    return tagged(TagAnswers.protobuf(names.flat()), names.isTruncated());
  }

  private static Streamed tagged(byte[] message, boolean isTruncated) {
    return new Streamed(
        List.of(message),
        isTruncated ? HttpHeaders.of("clew-truncated", "true") : HttpHeaders.of());
  }

  private TagQuestion tagQuestion(ProtoFields request, String query) {
    return new TagQuestion(
        TagQuestion.filter(query),
        range(request.number(3), request.number(4)),
        limit(request.number(5)));
  }

  private Streamed values(ProtoFields request) {
    TagQuestion question = valueQuestion(request, request.text(2));
    TagValues values = TagValues.read(searches, question, TagAnswers.field(request.text(1)));
    return tagged(TagAnswers.protobuf(values), values.isTruncated());
  }

  private Streamed oldValues(ProtoFields request) {
    TagQuestion question = valueQuestion(request, "");
    TagValues values = TagValues.read(searches, question, TagAnswers.bareField(request.text(1)));
    return tagged(TagAnswers.protobuf(TagAnswers.texts(values)), values.isTruncated());
  }

  private TagQuestion valueQuestion(ProtoFields request, String query) {
    return new TagQuestion(
        TagQuestion.filter(query),
        range(request.number(4), request.number(5)),
        limit(request.number(6)));
  }

  private static int limit(long asked) {
    return TagQuestion.limit((int) Math.min(asked, TagQuestion.MAX_LIMIT));
  }

  private TimeRange range(long start, long end) {
    Instant now = clock.instant();
    return start == 0 && end == 0
        ? TimeWindow.lastHour(now)
        : TimeWindow.ofSeconds(start == 0 ? null : start, end == 0 ? null : end);
  }
}
