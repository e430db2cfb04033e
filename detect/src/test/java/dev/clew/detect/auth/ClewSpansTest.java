package dev.clew.detect.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClewSpansTest {
  private final Reading reading = new Reading();

  @Test
  void theArticlesLoginIsRead() {
    login(
        Map.of(
            "auth.method", "password",
            "auth.username", " Alice ",
            "net.peer.ip", "203.0.113.9:50123",
            "auth.user_agent", "curl/8.0",
            "auth.result", "failure",
            "auth.failure_reason", "invalid_credentials"));

    assertThat(reading.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.act().operation()).isEqualTo(Operation.LOGIN);
          assertThat(event.act().result()).isEqualTo(Result.FAILURE);
          assertThat(event.act().reason()).isEqualTo(Reason.BAD_CREDENTIALS);
          assertThat(event.actor().user()).isEqualTo("alice");
          assertThat(event.origin().source()).isEqualTo("203.0.113.9");
          assertThat(event.origin().agentClass()).isEqualTo(AgentClass.LIBRARY);
        });
  }

  @Test
  void aSpanThatSaysNoResultIsNoEvent() {
    reading.span(
        1, 0, SpanKind.INTERNAL, "web", "auth.token_validate", Map.of("auth.token_type", "jwt"));
    reading.span(
        1, 0, SpanKind.INTERNAL, "web", "auth.permission_check", Map.of("auth.resource", "/x"));

    assertThat(reading.events()).isEmpty();
  }

  @Test
  void spansNamedAfterLoginsAreNoEvents() {
    reading.span(1, 0, SpanKind.INTERNAL, "web", "render login page", Map.of("user.name", "alice"));
    reading.span(2, 0, SpanKind.CLIENT, "web", "SELECT login", Map.of("db.system", "postgresql"));

    assertThat(reading.events()).isEmpty();
  }

  @Test
  void otherMeaningsOfAResultAreNotTaken() {
    login(Map.of("auth.result", "cached"));

    assertThat(reading.events()).isEmpty();
  }

  @Test
  void goErrorsAreReadByTheirPhrases() {
    reading.span(
        1,
        0,
        SpanKind.INTERNAL,
        "web",
        "auth.authorize",
        Map.of(
            "auth.result", "failure",
            "auth.failure_reason", "token signature is invalid",
            "http.target", "/admin"));

    assertThat(reading.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.act().reason()).isEqualTo(Reason.BAD_SIGNATURE);
          assertThat(event.isDenial()).isFalse();
        });
  }

  @Test
  void aDenialIsADenialAndAChallengeIsNot() {
    decide("deny", "access_denied");
    decide("challenge", "unauthenticated");

    assertThat(reading.events())
        .extracting(event -> event.target().decision())
        .containsExactly(AuthEvent.Decision.DENY, AuthEvent.Decision.UNAUTHENTICATED);
  }

  @Test
  void theUnsampledTwinOfASpanIsTheSameAttempt() {
    login(Map.of("auth.result", "failure", "auth.username", "alice", "auth.operation", "login"));
    reading.log(
        7,
        "web",
        "clew.auth",
        "",
        Map.of("auth.result", "failure", "auth.username", "alice", "auth.operation", "login"));

    assertThat(reading.events()).hasSize(1);
  }

  @Test
  void twoLoginsOfOneTraceAreTwoAttempts() {
    login(Map.of("auth.result", "failure", "auth.username", "alice"));
    login(Map.of("auth.result", "failure", "auth.username", "alice"));

    assertThat(reading.events()).hasSize(2);
  }

  @Test
  void anUnknownUserSaidByTheServiceIsUnknown() {
    login(Map.of("auth.result", "failure", "auth.username", "nobody", "auth.user_known", false));

    assertThat(reading.events().getFirst().actor().state()).isEqualTo(AuthEvent.UserState.UNKNOWN);
  }

  private void login(Map<String, Object> attributes) {
    reading.span(7, 0, SpanKind.INTERNAL, "web", "auth.login", attributes);
  }

  private void decide(String result, String reason) {
    reading.span(
        9,
        0,
        SpanKind.INTERNAL,
        "web",
        "auth.authorize",
        Map.of("auth.result", result, "auth.failure_reason", reason, "auth.resource", "/x"));
  }
}
