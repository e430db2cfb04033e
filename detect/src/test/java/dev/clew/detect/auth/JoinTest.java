package dev.clew.detect.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JoinTest {
  private static final Map<String, Object> REFUSED =
      Map.of(
          "http.request.method", "POST",
          "http.route", "/login",
          "http.response.status_code", 401,
          "network.peer.address", "203.0.113.9",
          "user_agent.original", "curl/8");
  private static final Map<String, Object> FAILED =
      Map.of("auth.result", "failure", "auth.username", "alice");

  private final Reading reading = new Reading();

  @Test
  void aLoginSpanAndItsRequestAreOneAttempt() {
    long server = reading.server(1, REFUSED);
    reading.span(1, server, SpanKind.INTERNAL, "web", "auth.login", FAILED);

    assertThat(reading.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.act().provider()).isEqualTo(Provider.CLEW);
          assertThat(event.exchange().status()).isEqualTo(401);
          assertThat(event.origin().source()).isEqualTo("203.0.113.9");
          assertThat(event.origin().family()).isEqualTo("curl");
        });
  }

  @Test
  void theRequestMayComeSecondsLater() {
    reading.span(1, 101, SpanKind.INTERNAL, "web", "auth.login", FAILED);
    reading.sendSpans();
    assertThat(reading.settled()).isEmpty();

    reading.server(1, REFUSED);
    reading.sendSpans();

    assertThat(reading.settled())
        .singleElement()
        .satisfies(event -> assertThat(event.origin().source()).isEqualTo("203.0.113.9"));
    assertThat(reading.events()).hasSize(1);
  }

  @Test
  void aSuccessBesideARefusalIsNotSwallowed() {
    long server = reading.server(1, REFUSED);
    reading.span(
        1, server, SpanKind.INTERNAL, "web", "auth.authorize", Map.of("auth.result", "success"));

    assertThat(reading.events())
        .extracting(event -> event.act().result())
        .containsExactlyInAnyOrder(Result.SUCCESS, Result.FAILURE);
  }

  @Test
  void threeRequestsUnderOneTraceIdAreThreeAttempts() {
    for (int i = 0; i < 3; i++) {
      long server = reading.server(1, REFUSED);
      reading.span(
          1,
          server,
          SpanKind.INTERNAL,
          "web",
          "auth.login",
          Map.of("auth.result", "failure", "auth.username", "user" + i));
    }

    assertThat(reading.events())
        .extracting(event -> event.actor().user())
        .containsExactlyInAnyOrder("user0", "user1", "user2");
  }

  @Test
  void theEdgeKnowsTheClientBetterThanTheServiceBehind() {
    long gateway =
        reading.span(
            1,
            0,
            SpanKind.SERVER,
            "gateway",
            "POST",
            Map.of("network.peer.address", "203.0.113.9"));
    long identity =
        reading.span(
            1,
            gateway,
            SpanKind.SERVER,
            "identity",
            "POST",
            Map.of("network.peer.address", "10.0.0.5"));
    reading.span(1, identity, SpanKind.INTERNAL, "identity", "auth.login", FAILED);

    assertThat(reading.events())
        .singleElement()
        .satisfies(event -> assertThat(event.origin().source()).isEqualTo("203.0.113.9"));
  }
}
