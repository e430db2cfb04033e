package dev.clew.server.http.send;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.clew.model.Signal;
import dev.clew.pipeline.config.HostPort;
import dev.clew.pipeline.export.OtlpGrpcOptions;
import dev.clew.pipeline.export.Outcome;
import dev.clew.pipeline.export.Sender;
import dev.clew.pipeline.net.GrpcClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// OTLP over gRPC: one call for each request.
final class GrpcSender implements Sender {
  private static final int PREFIX = 5;
  private static final int MAX_ANSWER = 4 << 20;
  private static final int RESOURCE_EXHAUSTED = 8;

  private final GrpcClient options;
  private final Duration timeout;
  private final @Nullable Credentials credentials;
  private final ClientFactory connections;
  private final WebClient client;
  private final Packing packing;

  /// @throws IOException if a certificate cannot be read
  GrpcSender(OtlpGrpcOptions options, @Nullable Credentials credentials) throws IOException {
    this.options = options.client();
    this.timeout = options.delivery().timeout();
    this.credentials = credentials;
    boolean hasTls = this.options.hasTls();
    this.connections =
        Connections.open(hasTls ? this.options.tls() : null, this.options.keepaliveTime());
    this.packing = Packing.of(this.options.compression());
    HostPort address = HostPort.parse(this.options.address());
    this.client =
        Connections.client(
                connections,
                hasTls ? "h2" : "h2c",
                address.host(),
                address.port(),
                hasTls ? this.options.tls().serverName() : "")
            .responseTimeout(timeout)
            .maxResponseLength(MAX_ANSWER)
            .build();
  }

  @Override
  public Outcome send(byte[] request, Signal signal) throws InterruptedException {
    return Exchange.with(client, headers(signal), framed(packing.pack(request)), this::meaning);
  }

  private byte[] framed(byte[] message) {
    return ByteBuffer.allocate(PREFIX + message.length)
        .put((byte) (packing == Packing.NONE ? 0 : 1))
        .putInt(message.length)
        .put(message)
        .array();
  }

  private RequestHeaders headers(Signal signal) {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.POST, path(signal))
            .add(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
            .add(HttpHeaderNames.TE, "trailers");
    if (packing != Packing.NONE) {
      headers.add("grpc-encoding", packing.word());
    }
    if (timeout.isPositive()) {
      headers.add("grpc-timeout", timeout.toMillis() + "m");
    }
    if (!options.authority().isEmpty()) {
      headers.authority(options.authority());
    }
    if (!options.userAgent().isEmpty()) {
      headers.set(HttpHeaderNames.USER_AGENT, options.userAgent());
    }
    options.headers().forEach((name, value) -> headers.set(name, value.reveal()));
    if (credentials != null) {
      headers.set(credentials.header(), credentials.value());
    }
    return headers.build();
  }

  private static String path(Signal signal) {
    String service =
        switch (signal) {
          case TRACES -> "trace.v1.TraceService";
          case LOGS -> "logs.v1.LogsService";
          case METRICS -> "metrics.v1.MetricsService";
        };
    return "/opentelemetry.proto.collector." + service + "/Export";
  }

  private Outcome meaning(AggregatedHttpResponse answer) {
    HttpHeaders end =
        answer.trailers().contains("grpc-status") ? answer.trailers() : answer.headers();
    String code = end.get("grpc-status");
    if (code == null || !code.matches("[0-9]{1,2}")) {
      return ofHttp(answer.status().code());
    }
    int status = Integer.parseInt(code);
    return status == 0 ? Answers.taken(message(answer.content().array())) : failed(status, end);
  }

  /// What an answer means that does not come from a gRPC server.
  private static Outcome ofHttp(int status) {
    String reason = "HTTP status " + status + " without a gRPC status";
    return switch (status) {
      case 429, 502, 503, 504 -> new Outcome.Later(reason, null);
      default -> new Outcome.Refused(reason);
    };
  }

  /// The message behind its frame; packed ones say nothing worth unpacking.
  private static byte[] message(byte[] body) {
    boolean isPlain = body.length > PREFIX && body[0] == 0;
    return isPlain ? Arrays.copyOfRange(body, PREFIX, body.length) : new byte[0];
  }

  private static Outcome failed(int status, HttpHeaders end) {
    String reason = "gRPC status %d %s".formatted(status, end.get("grpc-message", ""));
    Duration after = retryInfo(end.get("grpc-status-details-bin"));
    return switch (status) {
      case 1, 4, 10, 11, 14, 15 -> new Outcome.Later(reason, after);
      case RESOURCE_EXHAUSTED ->
          after == null ? new Outcome.Refused(reason) : new Outcome.Later(reason, after);
      default -> new Outcome.Refused(reason);
    };
  }

  private static @Nullable Duration retryInfo(@Nullable String details) {
    if (details == null) {
      return null;
    }
    try {
      return Answers.retryInfo(Base64.getDecoder().decode(details));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
