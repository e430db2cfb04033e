package dev.clew.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.auth.Result;
import dev.clew.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What looks like an attack and is none: on many seeds, nothing that would wake anybody.
final class BenignTrafficTest {
  private static final int USERS = 250;
  private static final int DAYS = 9;
  private static final String OFFICE = "198.51.100.1";

  @Test
  void anOfficeBehindOneAddressOnAMondayMorning() {
    Seeds.forEach(
        6,
        random -> {
          Timeline time = new Timeline(random);
          Scene scene = grown(time, random);
          for (int user = 0; user < USERS; user++) {
            time.person(random.nextDouble() * 3_600, user, OFFICE, 0.15);
          }
          time.play(scene, 86_400);

          assertThat(scene.found()).isEmpty();
        });
  }

  @Test
  void anOfficeOnItsFirstDay() {
    Seeds.forEach(
        6,
        random -> {
          Scene scene = new Scene();
          Timeline time = new Timeline(random);
          for (int user = 0; user < USERS; user++) {
            time.person(random.nextDouble() * 3_600, user, OFFICE, 0.10);
          }
          time.play(scene, 86_400);

          assertThat(scene.found()).isEmpty();
        });
  }

  @Test
  void theMorningAfterPasswordsExpired() {
    Seeds.forEach(
        6,
        random -> {
          Timeline time = new Timeline(random);
          Scene scene = grown(time, random);
          for (int user = 0; user < USERS; user++) {
            double at = random.nextDouble() * 7_200;
            if (random.nextDouble() < 0.6) {
              time.failure(at, user, OFFICE);
              time.failure(at + 8, user, OFFICE);
            }
            time.person(at + 60 + random.nextDouble() * 240, user, OFFICE, 0);
          }
          time.play(scene, 86_400);

          assertThat(scene.found()).isEmpty();
        });
  }

  @Test
  void phonesWithAnOldPassword() {
    Seeds.forEach(
        6,
        random -> {
          Timeline time = new Timeline(random);
          Scene scene = grown(time, random);
          for (int user = 0; user < 5; user++) {
            double phase = random.nextDouble() * 300;
            for (int i = 0; i < 96; i++) {
              time.failure(phase + i * 300 + random.nextDouble() * 10, user, OFFICE);
            }
          }
          time.play(scene, 86_400);

          assertThat(scene.found()).isEmpty();
        });
  }

  @Test
  void aMonitorThatLogsInEachMinute() {
    Scene scene = new Scene();
    for (int i = 0; i < 2_000; i++) {
      boolean isWrong = i > 1_000;
      scene.send(event -> {
        event.user("probe").from("192.0.2.250").agent("blackbox", "", AgentClass.MONITOR);
        if (isWrong) {
          event.fails(Reason.BAD_CREDENTIALS);
        }
      });
      scene.skip(Scene.MINUTE);
    }

    assertThat(scene.found()).isEmpty();
  }

  @Test
  void aReleaseThatBreaksLoginsForEverybody() {
    Seeds.forEach(
        4,
        random -> {
          Timeline time = new Timeline(random);
          Scene scene = grown(time, random);
          for (int i = 0; i < 1_000; i++) {
            int user = random.nextInt(USERS);
            time.add(
                random.nextDouble() * 600,
                event ->
                    event.user("user" + user).from(home(user)).ends(Result.ERROR, Reason.INTERNAL));
          }
          time.play(scene, 86_400);

          assertThat(scene.found()).containsOnly("E2");
        });
  }

  @Test
  void keysThatRotateWhileSessionsAreOpen() {
    Seeds.forEach(
        4,
        random -> {
          Timeline time = new Timeline(random);
          Scene scene = grown(time, random);
          for (int i = 0; i < 800; i++) {
            int user = random.nextInt(USERS);
            time.add(
                random.nextDouble() * 300,
                event ->
                    Timeline.as(event, user)
                        .from(home(user))
                        .operation(Operation.TOKEN_VALIDATE)
                        .fails(Reason.UNKNOWN_KID));
          }
          time.play(scene, 86_400);

          assertThat(scene.found()).isEmpty();
        });
  }

  @Test
  void peopleWhoMoveBetweenHomeAndOffice() {
    Seeds.forEach(
        4,
        random -> {
          Scene scene = new Scene();
          Timeline time = new Timeline(random);
          time.ordinaryDays(14, USERS, user -> random.nextBoolean() ? home(user) : OFFICE);
          time.play(scene, 15 * 86_400);

          assertThat(scene.found()).isEmpty();
        });
  }

  @Test
  void aCarrierThatPutsThousandsBehindOneAddress() {
    Seeds.forEach(
        3,
        random -> {
          Scene scene = new Scene();
          Timeline time = new Timeline(random);
          for (int user = 0; user < 4_000; user++) {
            time.person(
                random.nextDouble() * 86_400, user, "100.65.3.%d".formatted(user % 4), 0.12);
          }
          time.play(scene, 2 * 86_400);

          assertThat(scene.found()).isEmpty();
        });
  }

  /// A scene after days in which everybody logged in from the office and from home.
  private static Scene grown(Timeline time, RandomGenerator random) {
    Scene scene = new Scene();
    time.ordinaryDays(DAYS, USERS, user -> random.nextInt(3) == 0 ? home(user) : OFFICE);
    time.play(scene, DAYS * 86_400.0);
    scene.skip(Scene.DAY / 2);
    assertThat(scene.found()).isEmpty();
    return scene;
  }

  static String home(int user) {
    return "81.%d.%d.%d".formatted(user % 200, user / 200 + 1, 1 + user % 250);
  }
}
