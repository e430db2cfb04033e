package dev.clew.examples.simulator;

import dev.clew.examples.simulator.LoginFlow.Attempt;
import java.util.random.RandomGenerator.SplittableGenerator;

/// One address that guesses the password of one account, several times a second, and never finds
/// it.
final class BruteForce {
  /// From the documentation range 203.0.113.0/24.
  static final Client ATTACKER = new Client("203.0.113.66", "python-requests/2.31.0");

  private static final double GUESSES_PER_SECOND = 5;

  private final Agenda agenda;
  private final Stories stories;
  private final LoginFlow login;
  private final Faults faults;
  private final Visit visit;
  private final SplittableGenerator random;

  BruteForce(
      Agenda agenda,
      Stories stories,
      LoginFlow login,
      Faults faults,
      Person victim,
      SplittableGenerator random) {
    this.agenda = agenda;
    this.stories = stories;
    this.login = login;
    this.faults = faults;
    this.visit = new Visit(victim, ATTACKER, "none");
    this.random = random;
  }

  Person victim() {
    return visit.person();
  }

  /// Plans the attacks that are not over by then.
  void begin(long atNanos) {
    for (Faults.Episode episode : faults.episodes()) {
      if (episode.kind() == Fault.Kind.BRUTE_FORCE && episode.toNanos() > atNanos) {
        agenda.set(Math.max(atNanos, episode.fromNanos()), this::guess);
      }
    }
  }

  private void guess(long atNanos) {
    if (!faults.isOn(Fault.Kind.BRUTE_FORCE, atNanos)) {
      return;
    }
    Story story = stories.begin(visit, atNanos, random.split());
    faults.witness(Fault.Kind.BRUTE_FORCE, atNanos, story.traceId());
    login.tell(story, Attempt.WRONG_PASSWORD);
    long gap = (long) (1e9 / GUESSES_PER_SECOND * random.nextExponential());
    agenda.set(atNanos + gap, this::guess);
  }
}
