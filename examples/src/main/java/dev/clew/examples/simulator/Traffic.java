package dev.clew.examples.simulator;

import dev.clew.examples.simulator.LoginFlow.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;

/// People come at random, mistype now and then, and do things once they are in.
///
/// Each visit has random numbers of its own, so that what happens to one changes no other.
final class Traffic {
  private static final double MISTYPED = 0.03;
  private static final double MISTYPED_AGAIN = 0.1;
  private static final double NAME_SHARE_OF_TYPOS = 0.1;
  private static final double OTHER_DEVICE = 0.07;
  private static final Latency TYPES_AGAIN = new Latency(8_000, 0.4);

  private final Agenda agenda;
  private final Stories stories;
  private final Population population;
  private final Pseudonyms pseudonyms;
  private final LoginFlow login;
  private final List<Habit> habits;
  private final SplittableGenerator random;
  private final double gapNanos;

  Traffic(
      Agenda agenda,
      Stories stories,
      Population population,
      Pseudonyms pseudonyms,
      LoginFlow login,
      AfterLogin afterLogin,
      double loginsPerSecond,
      SplittableGenerator random) {
    this.agenda = agenda;
    this.stories = stories;
    this.population = population;
    this.pseudonyms = pseudonyms;
    this.login = login;
    this.random = random;
    this.gapNanos = 1e9 / loginsPerSecond;
    this.habits =
        List.of(
            new Habit(0.6, new Latency(1_500, 0.5), afterLogin::readProfile),
            new Habit(0.35, new Latency(900, 0.5), afterLogin::readUserInfo),
            new Habit(0.02, new Latency(9_000, 0.5), afterLogin::openAdminPage),
            new Habit(0.2, new Latency(30_000, 0.4), afterLogin::refreshToken),
            new Habit(0.15, new Latency(180_000, 0.2), afterLogin::logOut));
  }

  void begin(long atNanos) {
    agenda.set(atNanos + gap(), this::arrive);
  }

  private void arrive(long atNanos) {
    agenda.set(atNanos + gap(), this::arrive);
    Person person = population.someoneAt(Instant.EPOCH.plusNanos(atNanos), random);
    SplittableGenerator own = random.split();
    Client client = own.nextDouble() < OTHER_DEVICE ? person.other() : person.usual();
    String session = pseudonyms.ofSession(Long.toHexString(own.nextLong()));
    logIn(new Visit(person, client, session), MISTYPED, own, atNanos);
  }

  private void logIn(Visit visit, double mistyped, SplittableGenerator own, long atNanos) {
    Story story = stories.begin(visit, atNanos, own.split());
    boolean isIn = login.tell(story, attempt(mistyped, own));
    long doneNanos = story.nowNanos();
    if (isIn) {
      planHabits(visit, own, doneNanos);
    } else {
      long again = doneNanos + TYPES_AGAIN.nanos(own);
      agenda.set(again, at -> logIn(visit, MISTYPED_AGAIN, own, at));
    }
  }

  private void planHabits(Visit visit, SplittableGenerator own, long nowNanos) {
    for (Habit habit : habits) {
      if (own.nextDouble() < habit.likelihood) {
        SplittableGenerator itsOwn = own.split();
        agenda.set(
            nowNanos + habit.pause.nanos(own),
            at -> habit.deed.accept(stories.begin(visit, at, itsOwn)));
      }
    }
  }

  private static Attempt attempt(double mistyped, RandomGenerator own) {
    if (own.nextDouble() >= mistyped) {
      return Attempt.RIGHT;
    }
    return own.nextDouble() < NAME_SHARE_OF_TYPOS ? Attempt.WRONG_NAME : Attempt.WRONG_PASSWORD;
  }

  private long gap() {
    return (long) (gapNanos * random.nextExponential());
  }

  /// What people do after a login, how likely, and how much later.
  private record Habit(double likelihood, Latency pause, Consumer<Story> deed) {}
}
