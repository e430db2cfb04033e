package dev.clew.server.http.settings;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.pipeline.net.HttpServer.Cors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Answers the question of browsers whether a page may ask (CORS, as the Fetch standard has it).
///
/// An origin may have one `*`, which stands for any text. Who is named may send credentials; when
/// anyone may ask, by `*` alone, nobody may.
final class Origins {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  private static final List<String> STANDARD_HEADERS =
      List.of("accept", "content-type", "x-requested-with");

  private final List<String> origins;
  private final Set<String> headers = new TreeSet<>();
  private final String exposed;
  private final long maxAgeSeconds;

  Origins(Cors cors) {
    origins = cors.origins().stream().map(Origins::lower).toList();
    headers.add("origin");
    headers.addAll(
        cors.headers().isEmpty()
            ? STANDARD_HEADERS
            : cors.headers().stream().map(Origins::lower).toList());
    exposed = String.join(", ", cors.exposedHeaders());
    maxAgeSeconds = cors.maxAgeSeconds();
  }

  /// The answer to a question that comes before a request; null if this is none.
  @Nullable HttpResponse preflight(RequestHeaders request) {
    String method = request.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    if (request.method() != HttpMethod.OPTIONS || method == null) {
      return null;
    }
    ResponseHeadersBuilder answer =
        ResponseHeaders.builder(HttpStatus.NO_CONTENT)
            .add(
                HttpHeaderNames.VARY,
                "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    String wanted = request.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "");
    String origin = request.get(HttpHeaderNames.ORIGIN, "");
    if (isAllowed(origin) && METHODS.contains(method) && areAllowed(wanted)) {
      permit(answer, origin);
      answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, method);
      if (!wanted.isEmpty()) {
        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
      }
      if (maxAgeSeconds > 0) {
        answer.setLong(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, maxAgeSeconds);
      }
    }
    return HttpResponse.of(answer.build());
  }

  /// Says on an answer who may read it.
  void mark(RequestHeaders request, ResponseHeadersBuilder answer) {
    answer.add(HttpHeaderNames.VARY, "Origin");
    String origin = request.get(HttpHeaderNames.ORIGIN, "");
    if (isAllowed(origin)) {
      permit(answer, origin);
      if (!exposed.isEmpty()) {
        answer.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
      }
    }
  }

  private void permit(ResponseHeadersBuilder answer, String origin) {
    if (origins.contains("*")) {
      answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      return;
    }
    answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
  }

  private boolean isAllowed(String origin) {
    String lower = lower(origin);
    return !origin.isEmpty() && origins.stream().anyMatch(pattern -> matches(pattern, lower));
  }

  private static boolean matches(String pattern, String origin) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(origin);
    }
    return origin.length() >= pattern.length() - 1
        && origin.startsWith(pattern.substring(0, star))
        && origin.endsWith(pattern.substring(star + 1));
  }

  private boolean areAllowed(String wanted) {
    return headers.contains("*")
        || Arrays.stream(wanted.split(","))
            .map(header -> lower(header.strip()))
            .allMatch(header -> header.isEmpty() || headers.contains(header));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
