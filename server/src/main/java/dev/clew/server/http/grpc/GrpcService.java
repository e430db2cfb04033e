package dev.clew.server.http.grpc;

import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import dev.clew.server.http.answer.RpcCode;
import dev.clew.server.http.answer.RpcStatus;
import dev.clew.server.http.body.Body;
import dev.clew.server.http.body.BodyReader;
import dev.clew.server.http.body.Compression;
import dev.clew.server.http.body.MemoryBudget;
import dev.clew.server.http.body.Received;
import dev.clew.server.http.body.Unpacking;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves gRPC methods by their path; every other path is `UNIMPLEMENTED`.
public final class GrpcService implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(GrpcService.class);

  private final Map<String, GrpcMethod> methods;
  private final Unpacking unpacking;
  private final MemoryBudget budget;
  private final Consumer<Refusal> refusals;

  /// @param methods by path, as in `/grpc.health.v1.Health/Check`
  /// @param unpacking limits of one message
  /// @param budget what all messages in flight may hold
  /// @param refusals told of each message that was not read
  public GrpcService(
      Map<String, GrpcMethod> methods,
      Unpacking unpacking,
      MemoryBudget budget,
      Consumer<Refusal> refusals) {
    this.methods = Map.copyOf(methods);
    this.unpacking = unpacking;
    this.budget = budget;
    this.refusals = refusals;
  }

  /// Serves every path.
  public void addTo(ServerBuilder builder) {
    builder.serviceUnder("/", this);
  }

  @Override
  public ExchangeType exchangeType(RoutingContext context) {
    return methods.get(context.path()) instanceof GrpcMethod.ServerStreaming
        ? ExchangeType.BIDI_STREAMING
        : ExchangeType.REQUEST_STREAMING;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    HttpResponse notGrpc = answerToOthers(context, request);
    if (notGrpc != null) {
      return notGrpc;
    }
    GrpcMethod method = methods.get(context.path());
    if (method == null) {
      return GrpcWire.failed(
          new RpcStatus(RpcCode.UNIMPLEMENTED, "no method " + context.path() + " here"));
    }
    String encoding = request.headers().get(GrpcWire.GRPC_ENCODING);
    Compression compression = Compression.of(encoding);
    if (compression == null) {
      return refused(
          new Refusal(
              Reason.UNSUPPORTED_COMPRESSION, "grpc-encoding " + encoding + " is not supported"));
    }
    String timeout = request.headers().get(GrpcWire.GRPC_TIMEOUT);
    if (timeout != null && !shortenDeadline(context, timeout)) {
      return refused(new Refusal(Reason.MALFORMED, "malformed grpc-timeout " + timeout));
    }
    return call(context, request, method, compression);
  }

  /// The answer to a request that is not a gRPC call in protobuf; null for one that is.
  private static @Nullable HttpResponse answerToOthers(
      ServiceRequestContext context, HttpRequest request) {
    if (!GrpcWire.isProtobuf(request.headers())) {
      return HttpResponse.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          MediaType.PLAIN_TEXT_UTF_8,
          "this port speaks gRPC: content-type application/grpc or application/grpc+proto\n");
    }
    if (request.method() != HttpMethod.POST) {
      return HttpResponse.of(
          HttpStatus.METHOD_NOT_ALLOWED, MediaType.PLAIN_TEXT_UTF_8, "gRPC calls are POST\n");
    }
    if (!context.sessionProtocol().isMultiplex()) {
      return HttpResponse.of(
          HttpStatus.HTTP_VERSION_NOT_SUPPORTED, MediaType.PLAIN_TEXT_UTF_8, "gRPC needs HTTP/2\n");
    }
    return null;
  }

  /// Takes the deadline of the caller if it is sooner than ours.
  private static boolean shortenDeadline(ServiceRequestContext context, String timeout) {
    long millis = GrpcWire.timeoutMillis(timeout);
    long ours = context.requestTimeoutMillis();
    if (millis > 0 && (ours == 0 || millis < ours)) {
      context.setRequestTimeoutMillis(millis);
    }
    return millis > 0;
  }

  private HttpResponse call(
      ServiceRequestContext context,
      HttpRequest request,
      GrpcMethod method,
      Compression compression) {
    MemoryBudget.Lease lease = budget.lease();
    CompletableFuture<HttpResponse> response =
        BodyReader.readMessage(context, request, compression, unpacking.maxBytes(), lease)
            .thenCompose(received ->
                switch (received) {
                  case Received.Refused(var refusal) -> {
                    lease.close();
                    yield CompletableFuture.completedFuture(refused(refusal));
                  }
                  case Body body -> answer(method, new GrpcRequest(context, body, unpacking));
                });
    return HttpResponse.of(
        response.whenComplete((_, failure) -> {
          if (failure != null || method instanceof GrpcMethod.Unary) {
            lease.close();
          }
        }));
  }

  private static CompletableFuture<HttpResponse> answer(GrpcMethod method, GrpcRequest request) {
    return switch (method) {
      case GrpcMethod.Unary unary -> unary.call(request).thenApply(GrpcService::response);
      case GrpcMethod.ServerStreaming streaming ->
          CompletableFuture.completedFuture(stream(streaming, request));
    };
  }

  private static HttpResponse response(GrpcReply reply) {
    return switch (reply) {
      case GrpcReply.Message message -> GrpcWire.answered(message.bytes());
      case GrpcReply.Failure(var status) -> GrpcWire.failed(status);
    };
  }

  private static HttpResponse stream(GrpcMethod.ServerStreaming method, GrpcRequest request) {
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(GrpcWire.startOfStream());
    Thread.ofVirtual().name("grpc-stream").start(() -> runStream(method, request, writer));
    return writer;
  }

  private static void runStream(
      GrpcMethod.ServerStreaming method, GrpcRequest request, HttpResponseWriter writer) {
    RpcStatus status;
    GrpcStream stream = new GrpcStream(writer);
    try {
      status = method.call(request, stream);
    } catch (Exception e) {
      log.atWarn().addKeyValue("path", request.context().path()).setCause(e).log("call failed");
      status = new RpcStatus(RpcCode.INTERNAL, "internal error");
    }
    request.body().lease().close();
    if (writer.tryWrite(GrpcWire.endOfStream(status, stream.trailers()))) {
      writer.close();
    }
  }

  private HttpResponse refused(Refusal refusal) {
    refusals.accept(refusal);
    return GrpcWire.failed(refusal.rpcStatus());
  }
}
