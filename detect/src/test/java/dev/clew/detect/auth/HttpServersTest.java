package dev.clew.detect.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HttpServersTest {
  private final Reading reading = new Reading();

  @Test
  void refusedLoginsCountThoughTheirStatusIsUnset() {
    request(1, "POST", "/login", 401);
    request(2, "POST", "/realms/{realm}/protocol/openid-connect/token", 400);
    request(3, "POST", "/api/sessions", 429);

    assertThat(reading.events())
        .extracting(event -> event.act().reason())
        .containsExactly(Reason.BAD_CREDENTIALS, Reason.BAD_CREDENTIALS, Reason.RATE_LIMITED);
    assertThat(reading.events())
        .allSatisfy(event -> {
          assertThat(event.isFailedLogin()).isTrue();
          assertThat(event.has(AuthEvent.Flag.HEURISTIC)).isTrue();
        });
  }

  @Test
  void otherRoutesMethodsAndStatusesAreNoLogins() {
    request(1, "GET", "/login", 200);
    request(2, "POST", "/orders", 400);
    request(3, "POST", "/blog/login-tips", 401);
    request(4, "GET", "/", 500);
    request(5, "POST", "/tokens-of-appreciation", 400);

    assertThat(reading.events()).noneMatch(AuthEvent::isFailedLogin);
    assertThat(reading.events()).noneMatch(AuthEvent::isLoginSuccess);
  }

  @Test
  void aForbiddenPageIsADenialAndAnAnonymousOneAChallenge() {
    request(1, "GET", "/admin", 403);
    request(2, "GET", "/admin", 401);

    assertThat(reading.events())
        .extracting(event -> event.act().result())
        .containsExactlyInAnyOrder(Result.FAILURE, Result.CHALLENGE);
  }

  @Test
  void aRedirectSaysNothingWithoutItsLocation() {
    request(1, "POST", "/login", 302);
    assertThat(reading.events()).isEmpty();

    Map<String, Object> back = attributes("POST", "/login", 302);
    back.put("http.response.header.location", "/login?error");
    reading.server(2, back);
    Map<String, Object> on = attributes("POST", "/login", 302);
    on.put("http.response.header.location", "/home");
    reading.server(3, on);

    assertThat(reading.events())
        .extracting(event -> event.act().result())
        .containsExactly(Result.FAILURE, Result.SUCCESS);
  }

  @Test
  void whatIsMissingCountsOnlyForSomebodyKnown() {
    request(1, "GET", "/orders/7", 404);
    Map<String, Object> known = attributes("GET", "/orders/7", 404);
    known.put("session.id", "s1");
    reading.server(2, known);

    assertThat(reading.events()).hasSize(1);
  }

  @Test
  void clientsOfAnIdentityProviderAreNoServers() {
    reading.span(1, 0, SpanKind.CLIENT, "web", "POST", attributes("POST", "/oauth2/token", 401));

    assertThat(reading.events()).isEmpty();
  }

  @Test
  void theOldNamesAndBootsNamesAreRead() {
    reading.server(
        1, Map.of("http.method", "POST", "http.target", "/login?next=/", "http.status_code", 401));
    reading.server(2, Map.of("method", "POST", "uri", "/login", "status", "401"));

    assertThat(reading.events()).hasSize(2).allMatch(AuthEvent::isFailedLogin);
  }

  @Test
  void aLoginHandedOnFromServiceToServiceIsOne() {
    long gateway = reading.server(1, attributes("POST", "/login", 401));
    reading.span(
        1, gateway, SpanKind.SERVER, "identity", "POST", attributes("POST", "/login", 401));

    assertThat(reading.events()).hasSize(1);
  }

  private void request(long trace, String method, String route, int status) {
    reading.server(trace, attributes(method, route, status));
  }

  private static Map<String, Object> attributes(String method, String route, int status) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("http.request.method", method);
    attributes.put("http.route", route);
    attributes.put("http.response.status_code", status);
    return attributes;
  }
}
