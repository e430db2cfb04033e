package dev.clew.detect.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Ory Kratos, Quarkus, Spring Security and the conventions for gRPC and sessions.
final class VendorsTest {
  private final Reading reading = new Reading();

  @Test
  void kratosTellsWhyALoginFailedButNotWhose() {
    reading.spanWithEvent(
        1,
        0,
        "kratos",
        "LoginFailed",
        Map.of(
            "SelfServiceFlowType", "browser",
            "LoginRequestedAAL", "aal1",
            "Reason", "the provided credentials are invalid, check for spelling mistakes",
            "ClientIP", "203.0.113.9"));

    assertThat(reading.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.isGuess()).isTrue();
          assertThat(event.actor().account()).isEmpty();
          assertThat(event.origin().source()).isEqualTo("203.0.113.9");
        });
  }

  @Test
  void kratosSecondFactorIsOne() {
    reading.spanWithEvent(
        1,
        0,
        "kratos",
        "LoginSucceeded",
        Map.of("IdentityID", "id1", "SessionID", "s1", "LoginRequestedAAL", "aal2"));

    assertThat(reading.events().getFirst().act().operation()).isEqualTo(Operation.MFA);
  }

  @Test
  void aLoginFailedOfSomebodyElseIsNotKratos() {
    reading.spanWithEvent(1, 0, "game", "LoginFailed", Map.of("player", "x"));

    assertThat(reading.events()).isEmpty();
  }

  @Test
  void quarkusTellsThePrincipalAndTheFailure() {
    reading.spanWithEvent(
        1,
        0,
        "shop",
        "quarkus.security.authentication.failure",
        Map.of("quarkus.security.failure.name", "io.quarkus.AuthenticationFailedException"));
    reading.spanWithEvent(
        2,
        0,
        "shop",
        "quarkus.security.authorization.failure",
        Map.of(
            "quarkus.security.identity.principal", "alice",
            "quarkus.security.failure.name", "ForbiddenException"));
    reading.spanWithEvent(
        3,
        0,
        "shop",
        "quarkus.security.authorization.failure",
        Map.of("quarkus.security.identity.anonymous", true));

    assertThat(reading.events())
        .extracting(event -> event.act().reason())
        .containsExactly(Reason.BAD_CREDENTIALS, Reason.ACCESS_DENIED, Reason.UNAUTHENTICATED);
  }

  @Test
  void otherQuarkusEventsAreNotRead() {
    reading.spanWithEvent(1, 0, "shop", "quarkus.security.other", Map.of("k", "v"));

    assertThat(reading.events()).isEmpty();
  }

  @Test
  void springTellsTheRequestTypeAndTheException() {
    long server =
        reading.server(
            1,
            Map.of(
                "client.address", "203.0.113.9",
                "network.peer.address", "203.0.113.9",
                "enduser.id", "alice-id"));
    reading.span(
        1,
        server,
        SpanKind.INTERNAL,
        "web",
        "authenticate usernamepassword",
        Map.of(
            "authentication.request.type", "UsernamePasswordAuthenticationToken",
            "authentication.failure.type", "BadCredentialsException",
            "authentication.result.type", "n/a"));

    assertThat(reading.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.isGuess()).isTrue();
          assertThat(event.origin().source()).isEqualTo("203.0.113.9");
          assertThat(event.origin().trust()).isEqualTo(SourceTrust.PEER);
          assertThat(event.actor().subject()).isEqualTo("alice-id");
        });
  }

  @Test
  void springsAnonymousCallersAreChallengedNotDenied() {
    decide("AnonymousAuthenticationToken", "false");
    decide("UsernamePasswordAuthenticationToken", "false");
    decide("UsernamePasswordAuthenticationToken", "true");
    decide("UsernamePasswordAuthenticationToken", "unknown");

    assertThat(reading.events())
        .extracting(event -> event.target().decision())
        .containsExactlyInAnyOrder(
            AuthEvent.Decision.UNAUTHENTICATED, AuthEvent.Decision.DENY, AuthEvent.Decision.PERMIT);
  }

  @Test
  void springsFilterChainIsNoise() {
    reading.span(
        1,
        0,
        SpanKind.INTERNAL,
        "web",
        "security filterchain before",
        Map.of("spring.security.filterchain.position", "3"));

    assertThat(reading.events()).isEmpty();
  }

  @Test
  void grpcServersThatRefuseAreRead() {
    grpc(1, SpanKind.SERVER, "PERMISSION_DENIED");
    grpc(2, SpanKind.SERVER, "16");
    grpc(3, SpanKind.SERVER, "OK");
    grpc(4, SpanKind.CLIENT, "PERMISSION_DENIED");

    assertThat(reading.events())
        .extracting(event -> event.act().operation())
        .containsExactlyInAnyOrder(Operation.AUTHORIZE, Operation.TOKEN_VALIDATE);
  }

  @Test
  void sessionsThatBeginAreRead() {
    reading.log(0, "app", "session.start", "", Map.of("session.id", "s1", "user.id", "u1"));
    reading.log(0, "app", "page.view", "", Map.of("session.id", "s1"));

    assertThat(reading.events())
        .singleElement()
        .satisfies(event -> assertThat(event.act().operation()).isEqualTo(Operation.SESSION));
  }

  private void decide(String type, String decision) {
    reading.span(
        9,
        0,
        SpanKind.INTERNAL,
        "web",
        "authorize request",
        Map.of(
            "spring.security.authentication.type", type,
            "spring.security.authorization.decision", decision));
  }

  private void grpc(long trace, SpanKind kind, String code) {
    reading.span(trace, 0, kind, "web", "svc/Call", Map.of("rpc.response.status_code", code));
  }
}
