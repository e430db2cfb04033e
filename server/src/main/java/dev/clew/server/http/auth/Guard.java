package dev.clew.server.http.auth;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.RpcStatus;
import dev.clew.server.http.grpc.GrpcWire;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Stands before a service and lets through whom an authenticator admits.
public final class Guard {
  private final Authenticator authenticator;
  private final Consumer<Refusal> refusals;

  /// @param refusals told of each request that is refused
  public Guard(Authenticator authenticator, Consumer<Refusal> refusals) {
    this.authenticator = authenticator;
    this.refusals = refusals;
  }

  /// The answer of the service, or a refusal.
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    CompletableFuture<Verdict> verdict = authenticator.check(request.headers());
    if (verdict.isDone()) {
      return switch (verdict.join()) {
        case Verdict.Admitted _ -> service.serve(context, request);
        case Verdict.Refused(var refusal) -> refused(request.headers(), refusal);
      };
    }
    return HttpResponse.of(
        verdict.thenApplyAsync(
            decided ->
                switch (decided) {
                  case Verdict.Admitted _ -> served(service, context, request);
                  case Verdict.Refused(var refusal) -> refused(request.headers(), refusal);
                },
            context.eventLoop()));
  }

  private static HttpResponse served(
      HttpService service, ServiceRequestContext context, HttpRequest request) {
    try {
      return service.serve(context, request);
    } catch (Exception failure) {
      throw new CompletionException(failure);
    }
  }

  private HttpResponse refused(RequestHeaders request, Refusal refusal) {
    refusals.accept(refusal);
    RpcStatus status = refusal.rpcStatus();
    if (GrpcWire.isGrpc(request)) {
      return GrpcWire.failed(status);
    }
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.valueOf(refusal.httpStatus()));
    if (refusal.reason() == Refusal.Reason.UNAUTHENTICATED) {
      headers.add(HttpHeaderNames.WWW_AUTHENTICATE, authenticator.challenge());
    }
    if (refusal.retrySeconds() > 0) {
      headers.addInt(HttpHeaderNames.RETRY_AFTER, refusal.retrySeconds());
    }
    MediaType type = request.contentType();
    String subtype = type == null ? "" : type.subtype();
    return switch (subtype) {
      case "x-protobuf" ->
          HttpResponse.of(
              headers.contentType(MediaType.create("application", "x-protobuf")).build(),
              HttpData.wrap(status.protobuf()));
      case "json" ->
          HttpResponse.of(
              headers.contentType(MediaType.JSON).build(), HttpData.ofUtf8(status.json()));
      default ->
          HttpResponse.of(
              headers.contentType(MediaType.PLAIN_TEXT_UTF_8).build(),
              HttpData.ofUtf8(refusal.message() + '\n'));
    };
  }
}
