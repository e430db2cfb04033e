package dev.clew.server.http.page;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The files of the web UI at `/`, and its one HTML page at every address that is a page of the UI:
/// `/{page}` and `/{page}/{id}` as a browser asks for them. Addresses of the APIs stay theirs, also
/// where they are wrong.
public final class WebPages {
  private static final String INDEX = "index.html";
  private static final Set<String> NOT_PAGES =
      Set.of("api", "assets", "clew", "jaeger", "tempo", "metrics", "healthz", "readyz");
  private static final HttpHeaders SAFETY =
      HttpHeaders.of(
          "content-security-policy",
          String.join(
              "; ",
              "default-src 'none'",
              "script-src 'self'",
              "style-src 'self'",
              "img-src 'self' data:",
              "connect-src 'self'",
              "worker-src 'self'",
              "base-uri 'none'",
              "form-action 'none'",
              "frame-ancestors 'none'"),
          "x-content-type-options",
          "nosniff",
          "referrer-policy",
          "no-referrer",
          "cross-origin-opener-policy",
          "same-origin");

  private final Map<String, WebFile> files;

  private WebPages(Map<String, WebFile> files) {
    this.files = Map.copyOf(files);
  }

  /// Reads the files that were built into the program.
  ///
  /// @throws IOException when they are missing
  public static WebPages load() throws IOException {
    byte[] names = WebFile.find("files.txt");
    if (names == null) {
      throw new IOException("the program was built without the UI");
    }
    Map<String, WebFile> files = new HashMap<>();
    for (String name : new String(names, StandardCharsets.UTF_8).lines().toList()) {
      files.put(name, WebFile.load(name));
    }
    return new WebPages(files);
  }

  /// Adds the routes.
  public void addTo(ServerBuilder builder) {
    for (String path : files.keySet()) {
      if (!path.equals(INDEX)) {
        get(builder, '/' + path, (_, request) -> file(path, request));
      }
    }
    for (String path : List.of("/", "/{page}", "/{page}/{id}")) {
      get(builder, path, this::page);
    }
  }

  private interface Answerer {
    HttpResponse answer(ServiceRequestContext context, HttpRequest request);
  }

  private static void get(ServerBuilder builder, String path, Answerer answerer) {
    builder.route().get(path).head(path).build(answerer::answer);
  }

  private HttpResponse page(ServiceRequestContext context, HttpRequest request) {
    String page = context.pathParam("page");
    boolean isPage =
        page == null || (!NOT_PAGES.contains(page) && wants(request, "accept", "text/html"));
    return isPage ? file(INDEX, request) : missing();
  }

  private static HttpResponse missing() {
    return HttpResponse.of(
        HttpStatus.NOT_FOUND, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8("404 Not Found\n"));
  }

  private HttpResponse file(String name, HttpRequest request) {
    WebFile file = files.get(name);
    if (file == null) {
      return missing();
    }
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .add(SAFETY)
            .add(HttpHeaderNames.VARY, "accept-encoding")
            .add(HttpHeaderNames.ETAG, file.tag())
            .add(HttpHeaderNames.CACHE_CONTROL, lifetime(name));
    if (wants(request, "if-none-match", file.tag())) {
      return HttpResponse.of(headers.status(HttpStatus.NOT_MODIFIED).build());
    }
    boolean isCompressed = wants(request, "accept-encoding", "gzip");
    if (isCompressed) {
      headers.add(HttpHeaderNames.CONTENT_ENCODING, "gzip");
    }
    return HttpResponse.of(
        headers.contentType(file.type()).build(), HttpData.wrap(file.content(isCompressed)));
  }

  /// Files below `assets` have a hash of their content in their name.
  private static String lifetime(String name) {
    return name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  }

  private static boolean wants(HttpRequest request, String header, String wanted) {
    return request.headers().get(header, "").contains(wanted);
  }
}
