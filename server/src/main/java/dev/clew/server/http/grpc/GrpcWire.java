package dev.clew.server.http.grpc;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpHeadersBuilder;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.server.http.answer.RpcCode;
import dev.clew.server.http.answer.RpcStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// Names and shapes of gRPC over HTTP/2.
public final class GrpcWire {
  static final AsciiString GRPC_ENCODING = AsciiString.cached("grpc-encoding");
  static final AsciiString GRPC_TIMEOUT = AsciiString.cached("grpc-timeout");

  private static final AsciiString GRPC_ACCEPT_ENCODING =
      AsciiString.cached("grpc-accept-encoding");
  private static final AsciiString GRPC_STATUS = AsciiString.cached("grpc-status");
  private static final AsciiString GRPC_MESSAGE = AsciiString.cached("grpc-message");
  private static final AsciiString GRPC_STATUS_DETAILS =
      AsciiString.cached("grpc-status-details-bin");
  private static final String CONTENT_TYPE = "application/grpc";
  private static final String PROTOBUF = "application/grpc+proto";

  private static final ResponseHeaders HEADERS = headers().build();
  private static final HttpHeaders OK_TRAILERS =
      HttpHeaders.builder().endOfStream(true).add(GRPC_STATUS, "0").build();

  private GrpcWire() {}

  /// Whether a request says that it is gRPC, in any message format.
  public static boolean isGrpc(RequestHeaders headers) {
    return headers.get(HttpHeaderNames.CONTENT_TYPE, "").startsWith(CONTENT_TYPE);
  }

  /// An answer without a message.
  public static HttpResponse failed(RpcStatus status) {
    ResponseHeadersBuilder headers = headers();
    addStatus(headers, status);
    return HttpResponse.of(headers.endOfStream(true).build());
  }

  static boolean isProtobuf(RequestHeaders headers) {
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    int parameters = type.indexOf(';');
    String bare = parameters < 0 ? type : type.substring(0, parameters).stripTrailing();
    return bare.equals(CONTENT_TYPE) || bare.equals(PROTOBUF);
  }

  static HttpResponse answered(byte[] message) {
    return HttpResponse.of(HEADERS, frame(message), OK_TRAILERS);
  }

  static ResponseHeaders startOfStream() {
    return HEADERS;
  }

  static HttpHeaders endOfStream(RpcStatus status, HttpHeaders more) {
    if (status.code() == RpcCode.OK) {
      return more.isEmpty() ? OK_TRAILERS : OK_TRAILERS.toBuilder().add(more).build();
    }
    HttpHeadersBuilder trailers = HttpHeaders.builder().endOfStream(true);
    addStatus(trailers, status);
    return trailers.build();
  }

  static HttpData frame(byte[] message) {
    byte[] framed = new byte[5 + message.length];
    framed[1] = (byte) (message.length >>> 24);
    framed[2] = (byte) (message.length >>> 16);
    framed[3] = (byte) (message.length >>> 8);
    framed[4] = (byte) message.length;
    System.arraycopy(message, 0, framed, 5, message.length);
    return HttpData.wrap(framed);
  }

  /// Milliseconds of a `grpc-timeout`, at least 1; -1 if it is malformed.
  static long timeoutMillis(String text) {
    if (!text.matches("[0-9]{1,8}[HMSmun]")) {
      return -1;
    }
    long amount = Long.parseLong(text, 0, text.length() - 1, 10);
    long millis =
        switch (text.charAt(text.length() - 1)) {
          case 'H' -> amount * 3_600_000;
          case 'M' -> amount * 60_000;
          case 'S' -> amount * 1_000;
          case 'm' -> amount;
          case 'u' -> amount / 1_000;
          default -> amount / 1_000_000;
        };
    return Math.max(1, millis);
  }

  private static ResponseHeadersBuilder headers() {
    return ResponseHeaders.builder(HttpStatus.OK)
        .add(HttpHeaderNames.CONTENT_TYPE, PROTOBUF)
        .add(GRPC_ACCEPT_ENCODING, "identity, gzip, zstd, deflate");
  }

  private static void addStatus(HttpHeadersBuilder headers, RpcStatus status) {
    headers.addInt(GRPC_STATUS, status.code().number());
    headers.add(GRPC_MESSAGE, percentEncoded(status.message()));
    if (status.hasDetails()) {
      headers.add(
          GRPC_STATUS_DETAILS,
          Base64.getEncoder().withoutPadding().encodeToString(status.protobuf()));
    }
  }

  /// UTF-8 with everything but printable ASCII, and the percent sign, as %XX.
  static String percentEncoded(String message) {
    StringBuilder out = new StringBuilder(message.length() + 16);
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0x20 && b <= 0x7E && b != '%') {
        out.append((char) b);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return out.toString();
  }
}
