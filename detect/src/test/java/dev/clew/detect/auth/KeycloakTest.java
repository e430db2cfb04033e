package dev.clew.detect.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.KeycloakCapture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeycloakTest {
  private static final Map<String, Object> LOGGER = Map.of("bridge.name", "org.keycloak.events");
  private final Reading reading = new Reading();

  @Test
  void theCaptureTellsOfThreeHundredAndSevenUserEvents() throws IOException {
    List<AuthEvent> events = captured(KeycloakCapture.batches());

    assertThat(events)
        .filteredOn(event ->
            event.act().provider() == Provider.KEYCLOAK
                && (event.act().operation() == Operation.LOGIN
                    || event.act().operation() == Operation.TOKEN_VALIDATE))
        .hasSize(307);
    assertThat(events).filteredOn(event -> event.exchange().status() == 403).hasSize(46 + 20);
    assertThat(events).filteredOn(event -> event.exchange().status() == 404).hasSize(4);
    assertThat(events).filteredOn(event -> event.act().reason() == Reason.ALG_NONE).hasSize(10);
    assertThat(events).extracting(AuthEvent::id).doesNotHaveDuplicates();
  }

  @Test
  void inWhateverOrderTheBatchesComeEachEventIsOne() throws IOException {
    for (int seed = 0; seed < 10; seed++) {
      List<KeycloakCapture.Received> received = new ArrayList<>(KeycloakCapture.batches());
      long last = received.getLast().instantNanos();
      Collections.shuffle(received, new Random(seed));

      List<AuthEvent> events =
          captured(
              received.stream()
                  .map(each -> new KeycloakCapture.Received(each.batch(), last))
                  .toList());

      assertThat(events).filteredOn(AuthEvent::isFailedLogin).hasSize(135);
      assertThat(events).filteredOn(AuthEvent::isLoginSuccess).hasSize(82);
    }
  }

  @Test
  void batchesDeliveredTwiceChangeNothing() throws IOException {
    List<KeycloakCapture.Received> twice = new ArrayList<>();
    for (KeycloakCapture.Received received : KeycloakCapture.batches()) {
      twice.add(received);
      twice.add(received);
    }

    assertThat(captured(twice)).hasSameSizeAs(captured(KeycloakCapture.batches()));
  }

  @Test
  void theAdminWhoWasDeniedIsKnownByHisSession() throws IOException {
    assertThat(captured(KeycloakCapture.batches()))
        .filteredOn(event -> event.origin().source().equals("203.0.113.99") && event.isDenial())
        .hasSize(40)
        .allSatisfy(event -> assertThat(event.actor().user()).isEqualTo("user09"));
  }

  @Test
  void aNameCannotForgeWhatStandsBeforeIt() {
    reading.log(
        0,
        "keycloak",
        "",
        "type=\"LOGIN_ERROR\", realmName=\"shop\", userId=\"null\", ipAddress=\"203.0.113.9\","
            + " error=\"user_not_found\", username=\"x\\\", error=\"y\", ipAddress=\"192.0.2.1\"",
        LOGGER);

    assertThat(reading.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.origin().source()).isEqualTo("203.0.113.9");
          assertThat(event.act().reason()).isEqualTo(Reason.USER_NOT_FOUND);
          assertThat(event.actor().subject()).isEmpty();
        });
  }

  @Test
  void valuesWithCommasAndOtherQuotesAreRead() {
    assertThat(KeycloakLogs.pairs("type='LOCKOUT', reason='a, b', not_before='2026-01-01'"))
        .containsEntry("reason", "a, b")
        .containsEntry("not_before", "2026-01-01");
    assertThat(KeycloakLogs.pairs("type=LOGIN, userId=null, ipAddress=1.2.3.4"))
        .containsEntry("ipAddress", "1.2.3.4")
        .doesNotContainKey("userId");
    assertThat(KeycloakLogs.pairs("=\"\",,,=\"")).isNotNull();
  }

  @Test
  void otherLoggersWithTheSameWordsAreNotRead() {
    reading.log(
        0,
        "keycloak",
        "",
        "type=\"LOGIN_ERROR\", error=\"user_not_found\"",
        Map.of("bridge.name", "org.keycloak.services"));
    reading.spanWithEvent(3, 0, "app", "LOGIN_ERROR", Map.of("user", "x"));
    reading.log(0, "keycloak", "", "hello", LOGGER);

    assertThat(reading.events()).isEmpty();
  }

  @Test
  void aRoleMappingOfAnAdministratorIsAChangeOfRoles() {
    reading.log(
        0,
        "keycloak",
        "",
        "operationType=\"CREATE\", realmName=\"shop\", userId=\"u1\","
            + " resourceType=\"REALM_ROLE_MAPPING\", resourcePath=\"users/u2/role-mappings/realm\"",
        LOGGER);

    assertThat(reading.events().getFirst().act().operation()).isEqualTo(Operation.ROLE_CHANGE);
  }

  private static List<AuthEvent> captured(List<KeycloakCapture.Received> received) {
    List<AuthEvent> events = new ArrayList<>();
    AuthReader reader =
        new AuthReader(
            AuthOptions.DEFAULT,
            new Pseudonyms("k1", "dev-key".getBytes(StandardCharsets.UTF_8), false),
            events::add);
    long offset = 0;
    for (KeycloakCapture.Received each : received) {
      reader.accept(each.batch(), offset++, each.instantNanos());
    }
    reader.advance(received.getLast().instantNanos() + 60_000_000_000L);
    return events;
  }
}
