package dev.clew.server.http.receive;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/// gRPC by hand: the frame, the headers and the trailers are what the test says.
public final class GrpcCall {
  public static final String TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private GrpcCall() {}

  /// A message with its five bytes in front.
  public static byte[] frame(boolean isPacked, byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) (isPacked ? 1 : 0))
        .putInt(message.length)
        .put(message)
        .array();
  }

  /// Posts a body to a method.
  ///
  /// @param headers names and values in turn
  public static Answer post(URI method, byte[] body, String... headers) {
    return send(method, body, headers).join();
  }

  public static CompletableFuture<Answer> send(URI method, byte[] body, String... headers) {
    WebClient client = WebClient.of("h2c://" + method.getAuthority());
    return send(client, method.getPath(), body, headers);
  }

  public static CompletableFuture<Answer> send(
      WebClient client, String path, byte[] body, String... headers) {
    var all = RequestHeaders.builder(HttpMethod.POST, path).add("content-type", "application/grpc");
    for (int i = 0; i < headers.length; i += 2) {
      all.set(headers[i], headers[i + 1]);
    }
    return client
        .execute(HttpRequest.of(all.build(), HttpData.wrap(body)))
        .aggregate()
        .thenApply(Answer::new);
  }

  /// What came back.
  public record Answer(AggregatedHttpResponse response) {
    public int httpStatus() {
      return response.status().code();
    }

    public int status() {
      return Integer.parseInt(trailers().get("grpc-status", "-1"));
    }

    public String message() {
      return trailers().get("grpc-message", "");
    }

    public byte[] details() {
      return Base64.getDecoder().decode(trailers().get("grpc-status-details-bin", ""));
    }

    public String detailText() {
      return new String(details(), StandardCharsets.UTF_8);
    }

    public byte[] body() {
      byte[] framed = response.content().array();
      return Arrays.copyOfRange(framed, 5, framed.length);
    }

    public String header(String name) {
      return response.headers().get(name, "");
    }

    private HttpHeaders trailers() {
      return response.headers().contains("grpc-status") ? response.headers() : response.trailers();
    }
  }
}
