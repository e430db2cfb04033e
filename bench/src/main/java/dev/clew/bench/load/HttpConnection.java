package dev.clew.bench.load;

import dev.clew.bench.template.Payload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Posts over HTTP/1.1: head and body leave in one write, the connection is kept.
public final class HttpConnection implements Connection {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

  private final Socket socket = new Socket();
  private final HttpAnswer answer;
  private final byte[] head;

  private HttpConnection(InetSocketAddress address, String head) throws IOException {
    this.head = head.getBytes(StandardCharsets.US_ASCII);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(address, TIMEOUT_MILLIS);
    answer = new HttpAnswer(socket.getInputStream());
  }

  /// Opens connections that post to one path.
  public static Opener opener(
      InetSocketAddress address, String path, String contentType, Compression compression) {
    String encoding =
        compression == Compression.NONE ? "" : "Content-Encoding: " + compression.token() + "\r\n";
    String head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: %s\r\n%sContent-Length: "
            .formatted(path, address.getHostString(), address.getPort(), contentType, encoding);
    return () -> new HttpConnection(address, head);
  }

  @Override
  public Reply send(Payload payload) throws IOException {
    byte[] length = (payload.length() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    int start = payload.offset() - length.length - head.length;
    System.arraycopy(head, 0, payload.buffer(), start, head.length);
    System.arraycopy(length, 0, payload.buffer(), start + head.length, length.length);
    socket
        .getOutputStream()
        .write(payload.buffer(), start, payload.offset() - start + payload.length());
    answer.read();
    int status = answer.status();
    if (status / 100 == 2) {
      return new Reply.Accepted(
          answer.isProtobuf()
              ? PartialSuccess.refusedSpans(answer.body(), 0, answer.bodyLength())
              : 0);
    }
    return new Reply.Refused(status, RETRYABLE.contains(status), answer.retryAfterMillis());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
