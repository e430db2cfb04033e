package dev.clew.bench;

import com.github.luben.zstd.Zstd;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/// An OTLP server that remembers the ids of the spans it took.
public final class Sink implements AutoCloseable {
  /// A `google.rpc.Status` of code 14 with a `RetryInfo` of 40 milliseconds.
  private static final String RETRY_IN_40_MILLIS = retryInfo();

  private final Set<Long> spanIds = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Set<String> errors = ConcurrentHashMap.newKeySet();
  private final Server server;
  private volatile long refusedSpans;

  public Sink() {
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .service(
                "/v1/traces",
                (_, request) -> HttpResponse.of(request.aggregate().thenApply(this::http)))
            .service(
                "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
                (_, request) -> HttpResponse.of(request.aggregate().thenApply(this::grpc)))
            .build();
    server.start().join();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.activeLocalPort());
  }

  /// Refuses the next requests, asking for a pause: one second in HTTP, 40 milliseconds in gRPC.
  public void refuseNext(int requests) {
    refusals.set(requests);
  }

  /// Takes requests, but says that it refused so many spans of each.
  public void refuseSpansOfEach(long spans) {
    refusedSpans = spans;
  }

  public Set<Long> spanIds() {
    return Set.copyOf(spanIds);
  }

  /// What went wrong in the sink itself.
  public Set<String> errors() {
    return Set.copyOf(errors);
  }

  private HttpResponse http(AggregatedHttpRequest request) {
    if (refusals.getAndDecrement() > 0) {
      return HttpResponse.of(
          ResponseHeaders.of(HttpStatus.SERVICE_UNAVAILABLE, "retry-after", "1"));
    }
    keep(request.content().array(), request.headers().get("content-encoding", "identity"));
    return HttpResponse.of(
        ResponseHeaders.of(HttpStatus.OK, "content-type", "application/x-protobuf"),
        HttpData.wrap(answer()));
  }

  private HttpResponse grpc(AggregatedHttpRequest request) {
    if (refusals.getAndDecrement() > 0) {
      return HttpResponse.of(
          ResponseHeaders.of(
              HttpStatus.OK,
              "content-type",
              "application/grpc",
              "grpc-status",
              "14",
              "grpc-status-details-bin",
              RETRY_IN_40_MILLIS));
    }
    byte[] message = request.content().array();
    String encoding = message[0] == 1 ? request.headers().get("grpc-encoding", "") : "identity";
    keep(Arrays.copyOfRange(message, 5, message.length), encoding);
    byte[] answer = answer();
    byte[] framed = new byte[5 + answer.length];
    framed[4] = (byte) answer.length;
    System.arraycopy(answer, 0, framed, 5, answer.length);
    return HttpResponse.of(
        ResponseHeaders.of(HttpStatus.OK, "content-type", "application/grpc"),
        HttpData.wrap(framed),
        HttpHeaders.of("grpc-status", "0"));
  }

  private static String retryInfo() {
    byte[] delay = {0x0a, 0x05, 0x10, (byte) 0x80, (byte) 0xb4, (byte) 0x89, 0x13};
    byte[] type = "type.googleapis.com/google.rpc.RetryInfo".getBytes(StandardCharsets.US_ASCII);
    var any = new ByteArrayOutputStream();
    any.write(0x0a);
    any.write(type.length);
    any.writeBytes(type);
    any.write(0x12);
    any.write(delay.length);
    any.writeBytes(delay);
    var status = new ByteArrayOutputStream();
    status.writeBytes(new byte[] {0x08, 14, 0x12, 4, 'b', 'u', 's', 'y', 0x1a, (byte) any.size()});
    status.writeBytes(any.toByteArray());
    return Base64.getEncoder().withoutPadding().encodeToString(status.toByteArray());
  }

  private byte[] answer() {
    ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
    if (refusedSpans > 0) {
      response.setPartialSuccess(
          ExportTracePartialSuccess.newBuilder()
              .setRejectedSpans(refusedSpans)
              .setErrorMessage("no"));
    }
    return response.build().toByteArray();
  }

  private void keep(byte[] body, String encoding) {
    try {
      ExportTraceServiceRequest.parseFrom(plain(body, encoding)).getResourceSpansList().stream()
          .flatMap(group -> group.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> spanIds.add(span.getSpanId().asReadOnlyByteBuffer().getLong()));
    } catch (IOException e) {
      errors.add(e.toString());
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] plain(byte[] body, String encoding) throws IOException {
    return switch (encoding) {
      case "gzip" -> {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
          yield in.readAllBytes();
        }
      }
      case "zstd" -> Zstd.decompress(body, (int) Zstd.getFrameContentSize(body));
      default -> body;
    };
  }

  /// Does not wait: the threads of the listener take two seconds to end.
  @Override
  public void close() {
    var _ = server.stop();
  }
}
