package dev.clew.bench.load;

import dev.clew.bench.template.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;

/// Calls the OTLP trace service over gRPC: HTTP/2 in clear text, one call at a time.
public final class GrpcConnection implements Connection {
  private static final String PATH = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
  private static final int PREFIX = 5;
  private static final int RESOURCE_EXHAUSTED = 8;

  /// Cancelled, deadline exceeded, aborted, out of range, unavailable, data loss.
  private static final Set<Integer> RETRYABLE = Set.of(1, 4, 10, 11, 14, 15);

  private final Http2 http2;
  private final byte[] headers;
  private final boolean isCompressed;

  private GrpcConnection(Http2 http2, byte[] headers, boolean isCompressed) {
    this.http2 = http2;
    this.headers = headers;
    this.isCompressed = isCompressed;
  }

  /// Opens connections to one server.
  public static Opener opener(InetSocketAddress address, Compression compression) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    Hpack.encode(block, ":method", "POST");
    Hpack.encode(block, ":scheme", "http");
    Hpack.encode(block, ":path", PATH);
    Hpack.encode(block, ":authority", address.getHostString() + ":" + address.getPort());
    Hpack.encode(block, "content-type", "application/grpc");
    Hpack.encode(block, "te", "trailers");
    if (compression != Compression.NONE) {
      Hpack.encode(block, "grpc-encoding", compression.token());
    }
    byte[] headers = block.toByteArray();
    return () -> new GrpcConnection(new Http2(address), headers, compression != Compression.NONE);
  }

  @Override
  public Reply send(Payload payload) throws IOException {
    int start = payload.offset() - PREFIX;
    byte[] buffer = payload.buffer();
    int length = payload.length();
    buffer[start] = (byte) (isCompressed ? 1 : 0);
    buffer[start + 1] = (byte) (length >>> 24);
    buffer[start + 2] = (byte) (length >>> 16);
    buffer[start + 3] = (byte) (length >>> 8);
    buffer[start + 4] = (byte) length;
    http2.request(headers, buffer, start, length + PREFIX);
    return reply(http2.headers());
  }

  private Reply reply(Map<String, String> answer) throws IOException {
    String status = answer.get("grpc-status");
    if (status == null) {
      throw new IOException("no gRPC answer: " + answer);
    }
    int code = Integer.parseInt(status);
    if (code == 0) {
      int length = http2.dataLength() - PREFIX;
      return new Reply.Accepted(
          length > 0 ? PartialSuccess.refusedSpans(http2.data(), PREFIX, length) : 0);
    }
    long delay = RetryInfo.millis(answer.getOrDefault("grpc-status-details-bin", ""));
    boolean isRetryable = RETRYABLE.contains(code) || (code == RESOURCE_EXHAUSTED && delay > 0);
    return new Reply.Refused(code, isRetryable, delay);
  }

  @Override
  public void close() throws IOException {
    http2.close();
  }
}
