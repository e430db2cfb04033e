package dev.clew.server;

import static dev.clew.server.http.receive.HttpCall.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.http.receive.GrpcCall;
import dev.clew.server.http.receive.Requests;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens of an issuer.
final class OidcTest {
  private final long now = LiveServer.newClock().instant().getEpochSecond();

  @TempDir Path folder;
  private FakeIssuer issuer;
  private LiveServer server;
  private KeyPair rsa;
  private KeyPair elliptic;

  @BeforeEach
  void start() throws Exception {
    issuer = FakeIssuer.start();
    rsa = FakeIssuer.rsa();
    elliptic = FakeIssuer.elliptic();
    issuer.published.put("rsa", rsa);
    issuer.published.put("elliptic", elliptic);
    String endpoint = "{endpoint: '127.0.0.1:0', auth: {authenticator: oidc}}";
    server =
        CollectorText.of("{grpc: %1$s, http: %1$s}".formatted(endpoint))
            .with(
                "{oidc: {issuer_url: '%s', audience: clew, username_claim: sub}}"
                    .formatted(issuer.url()),
                "oidc")
            .start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  @Test
  void tokensOfTheIssuerForThisAudienceAreTaken() throws Exception {
    String one = FakeIssuer.token("RS256", "rsa", rsa, claims("\"clew\"", 60));
    String other = FakeIssuer.token("ES256", "elliptic", elliptic, claims("[\"a\",\"clew\"]", 60));

    assertThat(send(one).statusCode()).isEqualTo(200);
    assertThat(send(other).statusCode()).isEqualTo(200);
    assertThat(call(other).status()).isZero();
    assertThat(issuer.fetches).hasValue(1);
    assertThat(server.spans()).isEqualTo(3);
  }

  @Test
  void tokensForOthersOrOfOthersAreRefused() throws Exception {
    assertRefused(FakeIssuer.token("RS256", "rsa", rsa, claims("\"else\"", 60)));
    assertRefused(FakeIssuer.token("RS256", "rsa", rsa, claims("\"clew\"", 0)));
    assertRefused(
        FakeIssuer.token(
            "RS256", "rsa", rsa, claims("\"clew\"", 60).replace(issuer.url(), "http://evil")));
    assertRefused(
        FakeIssuer.token("RS256", "rsa", rsa, claims("\"clew\"", 60).replace("sub", "bus")));
    assertRefused(
        FakeIssuer.token("RS256", "rsa", rsa, claims("\"clew\"", 60).replace("exp", "nbf")));
    assertRefused(FakeIssuer.token("RS256", "rsa", FakeIssuer.rsa(), claims("\"clew\"", 60)));
  }

  @Test
  void aTokenDoesNotChooseHowItIsChecked() throws Exception {
    String unsigned =
        FakeIssuer.encoded("{\"alg\":\"none\"}")
            + "."
            + FakeIssuer.encoded(claims("\"clew\"", 60))
            + ".";

    assertRefused(unsigned);
    assertRefused(FakeIssuer.token("HS256", "rsa", rsa, claims("\"clew\"", 60)));
    assertRefused(FakeIssuer.token("ES256", "rsa", elliptic, claims("\"clew\"", 60)));
    assertRefused(FakeIssuer.token("RS256", "elliptic", rsa, claims("\"clew\"", 60)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b.c", "a", "..", "e30.e30.", "e30.W10.AA", "e30.e30.e30.e30"})
  void whatIsNoTokenIsRefused(String token) {
    assertRefused(token);
  }

  @Test
  void aTokenThatWasTakenExpiresAllTheSame() throws Exception {
    String token = FakeIssuer.token("RS256", "rsa", rsa, claims("\"clew\"", 30));
    assertThat(send(token).statusCode()).isEqualTo(200);

    server.clock().advance(Duration.ofSeconds(29));
    assertThat(send(token).statusCode()).isEqualTo(200);
    server.clock().advance(Duration.ofSeconds(1));

    assertRefused(token);
  }

  @Test
  void newKeysAreFoundAndWithdrawnKeysForgotten() throws Exception {
    KeyPair next = FakeIssuer.rsa();
    String old = FakeIssuer.token("RS256", "rsa", rsa, claims("\"clew\"", 6_000));
    String fresh = FakeIssuer.token("RS256", "next", next, claims("\"clew\"", 6_000));
    assertThat(send(old).statusCode()).isEqualTo(200);
    assertRefused(fresh);

    issuer.published.remove("rsa");
    issuer.published.put("next", next);
    server.clock().advance(Duration.ofSeconds(6));

    assertThat(send(fresh).statusCode()).isEqualTo(200);
    server.clock().advance(Duration.ofMinutes(5));
    assertRefused(old);
  }

  @Test
  void unknownKeysDoNotMakeTheServerAskWithoutEnd() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertRefused(FakeIssuer.token("RS256", "key" + i, rsa, claims("\"clew\"", 60)));
    }

    assertThat(issuer.fetches).hasValue(1);
  }

  @Test
  void sendersComeAgainWhileTheIssuerIsDown() throws Exception {
    issuer.isDown.set(true);
    String token = FakeIssuer.token("RS256", "rsa", rsa, claims("\"clew\"", 600));

    HttpResponse<byte[]> answer = send(token);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(header(answer, "retry-after")).isEqualTo("5");
    assertThat(call(token).status()).isEqualTo(14);

    issuer.isDown.set(false);
    server.clock().advance(Duration.ofSeconds(6));
    assertThat(send(token).statusCode()).isEqualTo(200);
  }

  private String claims(String audience, long seconds) {
    return "{\"iss\":\"%s\",\"sub\":\"ann\",\"aud\":%s,\"exp\":%d}"
        .formatted(issuer.url(), audience, now + seconds);
  }

  private void assertRefused(String token) {
    HttpResponse<byte[]> answer = send(token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "www-authenticate")).isEqualTo("Bearer");
  }

  private HttpResponse<byte[]> send(String token) {
    return server.post(Requests.spans(1, server.spans() + 1), "Authorization", "Bearer " + token);
  }

  private GrpcCall.Answer call(String token) throws IOException {
    byte[] message = Requests.spans(1, server.spans() + 100);
    return GrpcCall.post(
        server.uri("otlp-grpc", GrpcCall.TRACES),
        GrpcCall.frame(false, message),
        "authorization",
        "Bearer " + token);
  }
}
