package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.Operation;
import org.junit.jupiter.api.Test;

final class SessionHijackTest {
  private final Scene scene = new Scene().warm(20);

  @Test
  void aScriptFromElsewhereOnABrowsersSessionIsFound() {
    begin();
    scene.send(event ->
        event
            .user("user1")
            .from("203.0.113.9")
            .script()
            .session("s1")
            .operation(Operation.TOKEN_VALIDATE));

    assertThat(scene.findings("B3"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.HIGH));
  }

  @Test
  void anotherBrowserFromElsewhereIsFoundAndAChangedPasswordIsCritical() {
    begin();
    scene.send(event ->
        event
            .user("user1")
            .from("203.0.113.9")
            .agent("chrome", "linux", AgentClass.BROWSER)
            .session("s1")
            .operation(Operation.TOKEN_VALIDATE));
    scene.send(event ->
        event
            .user("user1")
            .from("203.0.113.9")
            .agent("chrome", "linux", AgentClass.BROWSER)
            .session("s1")
            .operation(Operation.CREDENTIAL_CHANGE));

    assertThat(scene.findings("B3").getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aLaptopThatLeavesTheHouseKeepsItsBrowser() {
    begin();
    for (int i = 0; i < 20; i++) {
      String address = i % 2 == 0 ? "203.0.113.9" : Scene.home(1);
      scene.skip(Scene.MINUTE);
      scene.send(event ->
          event.user("user1").from(address).session("s1").operation(Operation.TOKEN_VALIDATE));
    }

    assertThat(scene.findings("B3")).isEmpty();
  }

  @Test
  void aScriptOnTheSameMachineIsTheUsersOwn() {
    begin();
    scene.send(event ->
        event
            .user("user1")
            .from(Scene.home(1))
            .script()
            .session("s1")
            .operation(Operation.TOKEN_VALIDATE));

    assertThat(scene.findings("B3")).isEmpty();
  }

  @Test
  void theApplicationsOwnServerCarriesSessions() {
    for (int user = 0; user < 12; user++) {
      String name = "user" + user;
      String home = Scene.home(user);
      scene.send(event -> event.user(name).from(home).session("s-" + name));
      scene.send(event ->
          event
              .user(name)
              .from("10.1.2.3")
              .script()
              .session("s-" + name)
              .operation(Operation.TOKEN_VALIDATE));
    }

    assertThat(scene.findings("B3")).isEmpty();
  }

  private void begin() {
    scene.send(event -> event.user("user1").from(Scene.home(1)).session("s1"));
    scene.skip(Scene.MINUTE);
  }
}
