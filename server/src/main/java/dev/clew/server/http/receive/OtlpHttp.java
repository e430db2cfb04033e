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
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.Signal;
import dev.clew.server.http.answer.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// OTLP over HTTP for one signal, in protobuf and in JSON.
public final class OtlpHttp implements HttpService {
  private static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");

  private static final Map<Signal, String> PATHS =
      Map.of(Signal.TRACES, "/v1/traces", Signal.LOGS, "/v1/logs", Signal.METRICS, "/v1/metrics");

  private final Signal signal;
  private final HttpReceiver receiver;

  OtlpHttp(Signal signal, HttpReceiver receiver) {
    this.signal = signal;
    this.receiver = receiver;
  }

  /// Serves `/v1/traces`, `/v1/logs` and `/v1/metrics` of the default receiver.
  public static void addTo(ServerBuilder builder, Intake intake) {
    addTo(builder, intake, Reception.standard(intake.options()), PATHS);
  }

  /// @param paths of the signals
  public static void addTo(
      ServerBuilder builder, Intake intake, Reception reception, Map<Signal, String> paths) {
    HttpReceiver receiver = new HttpReceiver(intake, reception);
    paths.forEach((signal, path) ->
        builder.service(Route.builder().exact(path).build(), new OtlpHttp(signal, receiver)));
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
    Encoding encoding = encoding(request.contentType());
    if (encoding == null) {
      return PlainAnswers.text(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "415 unsupported media type, supported: [application/json, application/x-protobuf]");
    }
    return HttpResponse.of(
        receiver
            .receive(context, request, signal, encoding)
            .thenApply(receipt -> answer(receipt, encoding)));
  }

  private static @Nullable Encoding encoding(@Nullable MediaType type) {
    if (type == null) {
      return null;
    }
    MediaType bare = type.withoutParameters();
    if (bare.is(PROTOBUF)) {
      return Encoding.OTLP_PROTOBUF;
    }
    return bare.is(MediaType.JSON) ? Encoding.OTLP_JSON : null;
  }

  private HttpResponse answer(Receipt receipt, Encoding encoding) {
    return switch (receipt) {
      case Receipt.Accepted accepted ->
          HttpResponse.of(headers(200, encoding).build(), success(accepted, encoding));
      case Receipt.Refused(var refusal) -> refused(refusal, receiver.status(refusal), encoding);
    };
  }

  private HttpData success(Receipt.Accepted accepted, Encoding encoding) {
    return encoding == Encoding.OTLP_JSON
        ? HttpData.ofUtf8(PartialSuccess.json(signal, accepted))
        : HttpData.wrap(PartialSuccess.protobuf(accepted));
  }

  static HttpResponse refused(Refusal refusal, int httpStatus, Encoding encoding) {
    ResponseHeadersBuilder headers = headers(httpStatus, encoding);
    if (refusal.retrySeconds() > 0) {
      headers.addInt(HttpHeaderNames.RETRY_AFTER, refusal.retrySeconds());
    }
    byte[] status =
        encoding == Encoding.OTLP_JSON
            ? refusal.rpcStatus().json().getBytes(StandardCharsets.UTF_8)
            : refusal.rpcStatus().protobuf();
    return HttpResponse.of(headers.build(), HttpData.wrap(status));
  }

  private static ResponseHeadersBuilder headers(int status, Encoding encoding) {
    return ResponseHeaders.builder(HttpStatus.valueOf(status))
        .contentType(encoding == Encoding.OTLP_JSON ? MediaType.JSON : PROTOBUF);
  }
}
