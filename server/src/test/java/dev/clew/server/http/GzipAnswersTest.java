package dev.clew.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipAnswersTest {
  private static final String LONG = "a line of text\n".repeat(1_000);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpResponseWriter stream = HttpResponse.streaming();
  private HttpListeners listeners;

  @BeforeEach
  void start() throws IOException {
    listeners =
        HttpListeners.open(
            List.of(new Listener("test", Listener.address("0"), null, this::addTo)),
            ConnectionLimits.DEFAULT);
  }

  private void addTo(ServerBuilder builder) {
    GzipAnswers.addTo(builder);
    builder.service("/json", (_, _) -> answer(MediaType.JSON_UTF_8, LONG));
    builder.service(
        "/packed",
        (context, _) ->
            GzipAnswers.packed(context.request().headers(), answer(MediaType.JSON_UTF_8, LONG)));
    builder.service("/short", (_, _) -> answer(MediaType.JSON_UTF_8, "{}"));
    builder.service("/image", (_, _) -> answer(MediaType.PNG, LONG));
    builder.service("/stream", (_, _) -> stream);
  }

  private static HttpResponse answer(MediaType type, String text) {
    return HttpResponse.of(HttpStatus.OK, type, HttpData.ofUtf8(text));
  }

  @AfterEach
  void stop() {
    listeners.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "deflate, gzip;q=0.5", "*", "gzip;q=1.0, identity;q=0", "br,*;q=0.1"})
  void whoAcceptsGzipGetsIt(String accepted) throws Exception {
    for (String path : List.of("/json", "/packed")) {
      java.net.http.HttpResponse<byte[]> answer = get(path, accepted);

      assertThat(answer.headers().allValues("content-encoding")).containsExactly("gzip");
      assertThat(answer.headers().firstValue("vary").orElse("")).contains("accept-encoding");
      assertThat(answer.body().length).isLessThan(LONG.length() / 10);
      assertThat(unpacked(answer.body())).isEqualTo(LONG);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"identity", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "br", "gzip;q=x", ";"})
  void whoDoesNotGetsItAsItIs(String accepted) throws Exception {
    for (String path : List.of("/json", "/packed")) {
      java.net.http.HttpResponse<byte[]> answer = get(path, accepted);

      assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(LONG);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/short", "/image"})
  void whatGainsNothingStaysAsItIs(String path) throws Exception {
    assertThat(get(path, "gzip").headers().firstValue("content-encoding")).isEmpty();
  }

  @Test
  void aPieceOfAStreamArrivesBeforeTheNextIsMade() throws Exception {
    stream.write(ResponseHeaders.of(HttpStatus.OK, "content-type", "text/event-stream"));
    stream.write(HttpData.ofUtf8("data: one\n\n"));
    try (InputStream body = send("/stream", "gzip", BodyHandlers.ofInputStream()).body()) {
      GZIPInputStream text = new GZIPInputStream(body);

      assertThat(text.readNBytes(11)).asString().isEqualTo("data: one\n\n");
      stream.write(HttpData.ofUtf8("data: two\n\n"));
      assertThat(text.readNBytes(11)).asString().isEqualTo("data: two\n\n");
      stream.close();
      assertThat(text.read()).isEqualTo(-1);
    }
  }

  @Test
  void aHeadHasTheHeadersAlone() throws Exception {
    HttpRequest request = request("/packed", "gzip").HEAD().build();
    java.net.http.HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  private java.net.http.HttpResponse<byte[]> get(String path, String accepted) throws Exception {
    return send(path, accepted, BodyHandlers.ofByteArray());
  }

  private <T> java.net.http.HttpResponse<T> send(
      String path, String accepted, BodyHandler<T> handler) throws Exception {
    return client.send(request(path, accepted).build(), handler);
  }

  private HttpRequest.Builder request(String path, String accepted) {
    URI uri = URI.create("http://127.0.0.1:" + listeners.address("test").getPort() + path);
    return HttpRequest.newBuilder(uri).header("Accept-Encoding", accepted);
  }

  private static String unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
