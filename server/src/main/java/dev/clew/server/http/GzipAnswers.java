package dev.clew.server.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.encoding.StreamEncoderFactories;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.EncodingService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// Answers in gzip for clients that take it. What is short stays as it is, and so does what is
/// packed already or not text.
///
/// A decorator packs whatever a service answers, piece by piece, so that a stream stays one. It
/// works on the threads that also receive telemetry; so who makes large answers on a thread of its
/// own packs them there, by [#packed], and the decorator lets them pass.
public final class GzipAnswers {
  private static final int MIN_BYTES = 1_024;
  private static final int LEVEL = 4;
  private static final Set<String> SUBTYPES =
      Set.of("json", "javascript", "xml", "protobuf", "x-protobuf", "openmetrics-text");

  private GzipAnswers() {}

  /// Packs the answers of all services.
  public static void addTo(ServerBuilder builder) {
    builder.decorator(
        EncodingService.builder()
            .encoderFactories(StreamEncoderFactories.GZIP)
            .encodableContentTypes(GzipAnswers::isPackable)
            .encodableRequestHeaders(GzipAnswers::takesGzip)
            .minBytesToForceChunkedEncoding(MIN_BYTES)
            .newDecorator());
  }

  /// An answer that is there already, packed on this thread if that helps.
  public static HttpResponse packed(RequestHeaders request, HttpResponse whole) {
    if (!takesGzip(request)) {
      return whole;
    }
    AggregatedHttpResponse answer = whole.aggregate().join();
    ResponseHeaders headers = answer.headers();
    MediaType type = headers.contentType();
    boolean isPackable =
        type != null
            && isPackable(type)
            && answer.content().length() >= MIN_BYTES
            && !headers.contains(HttpHeaderNames.CONTENT_ENCODING);
    if (!isPackable) {
      return answer.toHttpResponse();
    }
    byte[] packed = gzip(answer.content().array());
    return HttpResponse.of(
        headers.toBuilder()
            .set(HttpHeaderNames.CONTENT_ENCODING, "gzip")
            .add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING.toString())
            .contentLength(packed.length)
            .build(),
        HttpData.wrap(packed));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (OutputStream out = new Gzip(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  /// Gzip that gives up a few bytes in a hundred for half of the time.
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(LEVEL);
    }
  }

  /// Text of any kind, and protobuf; not gRPC, which packs messages in its own way.
  private static boolean isPackable(MediaType type) {
    String subtype = type.subtype().toLowerCase(Locale.ROOT);
    int plus = subtype.lastIndexOf('+');
    return type.type().equalsIgnoreCase("text") || SUBTYPES.contains(subtype.substring(plus + 1));
  }

  /// Whether the client accepts gzip, by name or by `*`; a weight of 0 forbids it.
  static boolean takesGzip(RequestHeaders request) {
    String accepted = String.join(",", request.getAll(HttpHeaderNames.ACCEPT_ENCODING));
    double any = 0;
    for (String element : accepted.split(",")) {
      String[] parts = element.strip().split(";", -1);
      String coding = parts[0].strip().toLowerCase(Locale.ROOT);
      if (coding.equals("gzip") || coding.equals("x-gzip")) {
        return weight(parts) > 0;
      }
      any = coding.equals("*") ? weight(parts) : any;
    }
    return any > 0;
  }

  private static double weight(String[] parts) {
    for (int at = 1; at < parts.length; at++) {
      String parameter = parts[at].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        String weight = parameter.substring(2).strip();
        return weight.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(weight) : 0;
      }
    }
    return 1;
  }
}
