package dev.clew.server.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebPagesTest {
  private static final String[] BROWSER = {"accept", "text/html,*/*;q=0.8"};

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpListeners listeners;

  @BeforeEach
  void open() throws IOException {
    WebPages pages = WebPages.load();
    listeners =
        HttpListeners.open(
            List.of(
                new Listener(
                    "http",
                    Listener.address("0"),
                    null,
                    builder -> {
                      builder.route().post("/clew/v1/sql").build((_, _) -> HttpResponse.of("sql"));
                      builder.serviceUnder("/grpc.Service", (_, _) -> HttpResponse.of("grpc"));
                      builder.service("/metrics", (_, _) -> HttpResponse.of("metrics"));
                      pages.addTo(builder);
                    })),
            ConnectionLimits.DEFAULT);
  }

  @AfterEach
  void close() {
    listeners.close();
  }

  @Test
  void pagesAreTheOneFileAndForbidWhatIsNotTheirs() throws Exception {
    for (String path : List.of("/", "/traces", "/trace/0af7651916cd43dd8448eb211c80319c?t=1h")) {
      var answer = get(path, BROWSER);

      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).contains("<div id=\"app\">");
      assertThat(answer.headers().firstValue("content-security-policy"))
          .hasValueSatisfying(
              policy -> assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe"));
      assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
      assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
    }
  }

  @Test
  void theIndexHasNothingInline() throws Exception {
    String index = get("/", BROWSER).body();

    assertThat(index).doesNotContain("<style").doesNotContain(" style=").doesNotContain("onload");
    assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(index).find()).isFalse();
  }

  @Test
  void assetsLastForeverAndTheIndexIsAskedForAgain() throws Exception {
    var index = get("/", BROWSER);
    Matcher script = Pattern.compile("/assets/[^\"]+\\.js").matcher(index.body());
    assertThat(script.find()).isTrue();
    var asset = get(script.group(), "accept-encoding", "gzip");
    var again = get("/", "if-none-match", index.headers().firstValue("etag").orElseThrow());

    assertThat(asset.headers().firstValue("cache-control").orElse("")).contains("immutable");
    assertThat(asset.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(index.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(again.statusCode()).isEqualTo(HttpStatus.NOT_MODIFIED.code());
    assertThat(again.body()).isEmpty();
  }

  @Test
  void addressesOfTheApisStayTheirs() throws Exception {
    assertThat(get("/clew/v1/nothing", BROWSER).statusCode()).isEqualTo(404);
    assertThat(get("/clew/nothing", BROWSER).statusCode()).isEqualTo(404);
    assertThat(get("/api/nothing", BROWSER).statusCode()).isEqualTo(404);
    assertThat(get("/assets/nothing.js", BROWSER).statusCode()).isEqualTo(404);
    assertThat(get("/clew/v1/sql", BROWSER).statusCode()).isEqualTo(405);
    assertThat(get("/metrics", BROWSER).body()).isEqualTo("metrics");
    assertThat(get("/traces", "accept", "application/json").statusCode()).isEqualTo(404);
  }

  @Test
  void requestsThatAreNotForPagesPass() throws Exception {
    HttpRequest call =
        HttpRequest.newBuilder(uri("/grpc.Service/Call"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    assertThat(client.send(call, BodyHandlers.ofString()).body()).isEqualTo("grpc");
  }

  private java.net.http.HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).headers(headers).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + listeners.address("http").getPort() + path);
  }
}
