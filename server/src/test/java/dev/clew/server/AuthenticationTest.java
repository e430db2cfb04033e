package dev.clew.server;

import static dev.clew.server.http.receive.HttpCall.JSON;
import static dev.clew.server.http.receive.HttpCall.PROTOBUF;
import static dev.clew.server.http.receive.HttpCall.header;
import static dev.clew.server.http.receive.HttpCall.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.server.http.receive.GrpcCall;
import dev.clew.server.http.receive.Requests;
import dev.clew.server.http.receive.RpcStatusView;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may send, by names and passwords and by tokens.
final class AuthenticationTest {
  /// Of the password `U*U`; the dollars are doubled for the configuration.
  private static final String BCRYPT =
      "$$2a$$05$$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

  private static final String REFUSED =
      "clew_ingest_refused_requests_total{reason=\"unauthenticated\"}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"ann,U*U,200", "bob,plain,200", "ann,plain,401", "eve,U*U,401", "ann,'',401"})
  void namesAndPasswordsAreChecked(String name, String password, int status) throws IOException {
    try (LiveServer server = basic()) {
      String value = basic(name + ":" + password);

      for (int again = 0; again < 2; again++) {
        assertThat(send(server, value).statusCode()).isEqualTo(status);
        assertThat(call(server, value).status()).isEqualTo(status == 200 ? 0 : 16);
      }
      assertThat(server.metric(REFUSED)).isEqualTo(status == 200 ? 0 : 4);
      assertThat(server.spans()).isEqualTo(status == 200 ? 4 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ???", "Basic YW5u", "Bearer YW5uOlUqVQ==", "", "Basic"})
  void whatIsNoNameAndPasswordIsRefused(String value) throws IOException {
    try (LiveServer server = basic()) {
      assertThat(send(server, value).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void refusalsSayHowToComeInTheFormOfTheRequest() throws Exception {
    try (LiveServer server = basic()) {
      HttpResponse<byte[]> protobuf = server.post(Requests.spans(1, 1));
      HttpResponse<byte[]> json =
          server.post("/v1/traces", JSON, "{}".getBytes(StandardCharsets.UTF_8));
      HttpResponse<byte[]> other = server.post("/v1/traces", "text/plain", new byte[0]);

      assertThat(header(protobuf, "www-authenticate")).startsWith("Basic realm=");
      assertThat(header(protobuf, "content-type")).isEqualTo(PROTOBUF);
      assertThat(RpcStatusView.parse(protobuf.body()).code()).isEqualTo(16);
      assertThat(header(json, "content-type")).isEqualTo(JSON);
      assertThat(text(json)).isEqualTo("{\"code\":16,\"message\":\"no basic auth provided\"}");
      assertThat(other.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void tokensOfTheFileAreReadAgainWhenItChanges() throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "first\nsecond\n");
    String extension = "{bearertokenauth: {filename: '%s'}}".formatted(tokens);
    try (LiveServer server = guarded("bearertokenauth", extension)) {
      assertThat(send(server, "Bearer second").statusCode()).isEqualTo(200);
      assertThat(call(server, "Bearer first").status()).isZero();

      Files.writeString(tokens, "third, a longer one\n");

      assertThat(send(server, "Bearer second").statusCode()).isEqualTo(401);
      assertThat(send(server, "Bearer third, a longer one").statusCode()).isEqualTo(200);

      Files.delete(tokens);

      assertThat(send(server, "Bearer third, a longer one").statusCode()).isEqualTo(200);
      assertThat(call(server, "Bearer other").status()).isEqualTo(16);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer one,200",
    "Bearer two,200",
    "Bearer  two,401",
    "bearer two,401",
    "two,401",
    "Bearer twos,401",
    "Bearer,401"
  })
  void anyOfTheTokensIsTaken(String value, int status) throws IOException {
    try (LiveServer server =
        guarded("bearertokenauth/a", "{bearertokenauth/a: {tokens: [one, two]}}")) {
      HttpResponse<byte[]> answer = send(server, value);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(header(answer, "www-authenticate")).isEqualTo(status == 200 ? "" : "Bearer");
    }
  }

  @Test
  void browsersMayAskWithoutCredentials() throws Exception {
    String protocols =
        "{http: {endpoint: '127.0.0.1:0', auth: {authenticator: bearertokenauth},"
            + " cors: {allowed_origins: ['*']}}}";
    try (LiveServer server =
        CollectorText.of(protocols)
            .with("{bearertokenauth: {token: one}}", "bearertokenauth")
            .start(folder.resolve("data"))) {
      HttpResponse<byte[]> refused =
          server.post(Requests.spans(1, 1), "Origin", "https://app.example");

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(header(refused, "access-control-allow-origin")).isEqualTo("*");
      assertThat(header(refused, "access-control-allow-credentials")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nobody,'{bearertokenauth: {token: a}}',bearertokenauth,authenticator not found",
    "bearertokenauth,'{bearertokenauth: {token: a}}','',authenticator not found",
    "health_check,'{health_check: {endpoint: \"127.0.0.1:0\"}}',health_check,"
        + "requested authenticator is not a server authenticator",
    "basicauth,'{basicauth: {client_auth: {username: a, password: b}}}',basicauth,"
        + "requested authenticator is not a server authenticator"
  })
  void whatCannotCheckIsRefusedAtStart(
      String id, String extensions, String running, String reason) {
    String protocols = "{grpc: {endpoint: '127.0.0.1:0', auth: {authenticator: %s}}}".formatted(id);

    assertThatThrownBy(() ->
            CollectorText.of(protocols)
                .with(extensions, running)
                .start(folder.resolve("data"))
                .close())
        .hasMessage(
            "receiver otlp: failed to resolve authenticator \"%s\": %s".formatted(id, reason));
  }

  @Test
  void aMissingFileIsRefusedAtStart() {
    assertThatThrownBy(
            () -> guarded("basicauth", "{basicauth: {htpasswd: {file: no-such-file}}}").close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-file");
  }

  private LiveServer basic() throws IOException {
    Path people = Files.writeString(folder.resolve("people"), "bob:plain\nann:other\n");
    String extension =
        "{basicauth: {htpasswd: {file: '%s', inline: 'ann:%s'}}}".formatted(people, BCRYPT);
    return guarded("basicauth", extension);
  }

  private LiveServer guarded(String id, String extension) throws IOException {
    String server = "{endpoint: '127.0.0.1:0', auth: {authenticator: %s}}".formatted(id);
    return CollectorText.of("{grpc: %1$s, http: %1$s}".formatted(server))
        .with(extension, id)
        .start(folder.resolve("data"));
  }

  private static String basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static HttpResponse<byte[]> send(LiveServer server, String value) {
    return server.post(Requests.spans(1, server.spans() + 1), "Authorization", value);
  }

  private static GrpcCall.Answer call(LiveServer server, String value) {
    byte[] message = Requests.spans(1, server.spans() + 100);
    return GrpcCall.post(
        server.uri("otlp-grpc", GrpcCall.TRACES),
        GrpcCall.frame(false, message),
        "authorization",
        value);
  }
}
