package dev.clew.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.auth.Reason;
import dev.clew.detect.detector.Severity;
import dev.clew.detect.finding.FindingChange;
import dev.clew.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// How long attacks of many kinds and rates go on before somebody is told, with honest traffic
/// around them; printed as a table.
final class TimeToDetectTest {
  private static final int USERS = 200;
  private static final int SEEDS = 5;

  /// An attack: who is tried by the n-th attempt, from where.
  private record Attack(String name, double perSecond, Shape shape, Set<String> expected) {}

  private interface Shape {
    void attempt(Timeline time, RandomGenerator random, double at, int number);
  }

  private static final Shape ONE_ACCOUNT =
      (time, _, at, _) -> guess(time, at, "user7", "203.0.113.66");
  private static final Shape LIST =
      (time, random, at, number) -> {
        String name = "list" + number;
        if (random.nextInt(3) == 0) {
          guess(time, at, "user" + number % USERS, "203.0.113.66");
        } else {
          time.add(at, event -> event.unknownUser(name).from("203.0.113.66").script());
        }
      };
  private static final Shape SPRAY =
      (time, _, at, number) -> guess(time, at, "user" + number % USERS, "203.0.113.66");
  private static final Shape BEHIND_OFFICE =
      (time, _, at, number) -> guess(time, at, "victim" + number, "198.51.100.1");
  private static final Shape BOTNET =
      (time, random, at, number) ->
          guess(time, at, "user7", "%d.%d.7.9".formatted(20 + random.nextInt(180), number % 250));
  private static final Shape NAMELESS = (time, _, at, _) -> guess(time, at, "", "203.0.113.66");

  private static void guess(Timeline time, double at, String user, String address) {
    time.add(at, event -> event.user(user).from(address).fails(Reason.BAD_CREDENTIALS).script());
  }

  @Test
  void fastAttacksAreFoundWithinSeconds() {
    for (double perSecond : new double[] {10, 3, 1}) {
      assertWithin(new Attack("brute force", perSecond, ONE_ACCOUNT, Set.of("A1", "A2")), 15);
      assertWithin(new Attack("stuffing", perSecond, LIST, Set.of("A4", "A6")), 10);
      assertWithin(new Attack("spray", perSecond, SPRAY, Set.of("A4", "A6")), 10);
      assertWithin(new Attack("botnet on one", perSecond, BOTNET, Set.of("A1", "A3")), 15);
      assertWithin(new Attack("nameless", perSecond, NAMELESS, Set.of("A2")), 15);
      assertWithin(
          new Attack("spray from office", perSecond, BEHIND_OFFICE, Set.of("A4", "A6")), 120);
    }
  }

  @Test
  void slowAttacksAreFoundByTheirCountNotTheirRate() {
    assertWithin(new Attack("brute force", 1 / 20.0, ONE_ACCOUNT, Set.of("A1", "A2")), 720);
    assertWithin(new Attack("brute force", 1 / 60.0, ONE_ACCOUNT, Set.of("A1", "A2")), 720);
    assertWithin(new Attack("spray", 1 / 60.0, SPRAY, Set.of("A4", "A6", "A7")), 720);
    assertWithin(new Attack("spray", 1 / 660.0, SPRAY, Set.of("A7")), 90 * 60);
    assertWithin(new Attack("spray", 1 / 3_600.0, SPRAY, Set.of("A7")), 10 * 3_600);
  }

  private static void assertWithin(Attack attack, double maxSeconds) {
    List<Double> times = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      times.add(timeToDetect(attack, Seeds.random(1_000 + seed), maxSeconds));
    }
    times.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-18s %8.4f/s  median %8.1f s  worst %8.1f s  attempts %5.0f%n",
        attack.name(),
        attack.perSecond(),
        times.get(SEEDS / 2),
        times.getLast(),
        times.get(SEEDS / 2) * attack.perSecond() + 1);
    assertThat(times).allMatch(seconds -> seconds <= maxSeconds);
  }

  /// Seconds from the first attempt to the first finding of an expected kind; infinite if none.
  private static double timeToDetect(Attack attack, RandomGenerator random, double maxSeconds) {
    Scene scene = new Scene();
    Timeline time = new Timeline(random);
    time.ordinaryDays(
        9, USERS, user -> user % 2 == 0 ? "198.51.100.1" : BenignTrafficTest.home(user));
    time.play(scene, 9 * 86_400.0);
    scene.skip(Scene.DAY / 2);
    assertThat(scene.found()).isEmpty();
    long start = scene.now();
    int attempts = (int) Math.min(2_000, maxSeconds * attack.perSecond() * 1.5 + 20);
    double span = attempts / attack.perSecond();
    double at = 0;
    for (int number = 0; number < attempts; number++) {
      attack.shape().attempt(time, random, at, number);
      at += (0.5 + random.nextDouble()) / attack.perSecond();
    }
    for (double honest = 0; honest < span; honest += 3 + random.nextDouble() * 20) {
      int user = random.nextInt(USERS);
      boolean isOffice = user % 2 == 0;
      time.person(honest, user, isOffice ? "198.51.100.1" : BenignTrafficTest.home(user), 0.06);
    }
    time.play(scene, span);
    for (FindingChange change : scene.changes()) {
      if (attack.expected().contains(change.finding().detector().id())
          && change.finding().severity().compareTo(Severity.MEDIUM) >= 0
          && change.finding().times().openedNanos() >= start) {
        return (change.finding().times().openedNanos() - start) / 1e9;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
