package dev.clew.server.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import dev.clew.server.http.grpc.GrpcWire;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers to requests that no service answered: one line of text, or a gRPC status. Never a stack
/// trace, never HTML.
final class ErrorAnswers implements ServerErrorHandler {
  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    return switch (cause) {
      case HttpResponseException answered -> answered.httpResponse();
      case HttpStatusException status -> line(status.httpStatus(), status.httpStatus().toString());
      case RequestTimeoutException _ ->
          refused(
              context.request().headers(),
              new Refusal(Reason.TIMED_OUT, "the request took too long"));
      default -> failed(context, cause);
    };
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return AggregatedHttpResponse.of(
        ResponseHeaders.builder(status).contentType(MediaType.PLAIN_TEXT_UTF_8).build(),
        HttpData.ofUtf8(status + "\n"));
  }

  static HttpResponse refused(RequestHeaders request, Refusal refusal) {
    if (GrpcWire.isGrpc(request)) {
      return GrpcWire.failed(refusal.rpcStatus());
    }
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.valueOf(refusal.httpStatus()))
            .contentType(MediaType.PLAIN_TEXT_UTF_8);
    if (refusal.retrySeconds() > 0) {
      headers.addInt(HttpHeaderNames.RETRY_AFTER, refusal.retrySeconds());
    }
    return HttpResponse.of(headers.build(), HttpData.ofUtf8(refusal.message() + '\n'));
  }

  private static HttpResponse failed(ServiceRequestContext context, Throwable cause) {
    if (Exceptions.isStreamCancelling(cause) || Exceptions.isExpected(cause)) {
      return refused(
          context.request().headers(), new Refusal(Reason.CANCELLED, "the client went away"));
    }
    log.atWarn().addKeyValue("path", context.path()).setCause(cause).log("request failed");
    return refused(context.request().headers(), new Refusal(Reason.INTERNAL, "internal error"));
  }

  private static HttpResponse line(HttpStatus status, String text) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8(text + '\n'));
  }
}
