package dev.clew.server.http.receive;

import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.Signal;
import dev.clew.server.http.answer.Refusal;

/// Zipkin v2 spans in JSON. What is refused is told in plain text; a taken request gets 202.
public final class ZipkinHttp implements HttpService {
  private final HttpReceiver receiver;

  private ZipkinHttp(HttpReceiver receiver) {
    this.receiver = receiver;
  }

  /// Serves `/api/v2/spans`.
  public static void addTo(ServerBuilder builder, Intake intake) {
    builder.service(
        "/api/v2/spans",
        new ZipkinHttp(new HttpReceiver(intake, Reception.standard(intake.options()))));
  }

  @Override
  public ExchangeType exchangeType(RoutingContext context) {
    return ExchangeType.REQUEST_STREAMING;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return PlainAnswers.methodNotAllowed();
    }
    MediaType type = request.contentType();
    if (type != null && !type.withoutParameters().is(MediaType.JSON)) {
      return PlainAnswers.text(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "415 unsupported media type %s: send Zipkin v2 spans as application/json"
              .formatted(type.withoutParameters()));
    }
    return HttpResponse.of(
        receiver
            .receive(context, request, Signal.TRACES, Encoding.ZIPKIN_JSON)
            .thenApply(ZipkinHttp::answer));
  }

  private static HttpResponse answer(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted _ -> HttpResponse.of(ResponseHeaders.of(HttpStatus.ACCEPTED));
      case Receipt.Refused(var refusal) -> refused(refusal);
    };
  }

  private static HttpResponse refused(Refusal refusal) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.valueOf(refusal.httpStatus()))
            .contentType(MediaType.PLAIN_TEXT_UTF_8);
    if (refusal.retrySeconds() > 0) {
      headers.addInt(HttpHeaderNames.RETRY_AFTER, refusal.retrySeconds());
    }
    return HttpResponse.of(headers.build(), HttpData.ofUtf8(refusal.message() + '\n'));
  }
}
