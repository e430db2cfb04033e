package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Happening;
import dev.clew.examples.otlp.LogRecord;
import dev.clew.examples.otlp.Metric;
import dev.clew.examples.otlp.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/// A platform with its people, its faults and its own time, which moves when it is told to.
///
/// The same seed, start and options yield the same telemetry, in whatever steps time moves. What
/// people do depends on the seed alone; ids also depend on the start, so that two runs of one seed
/// can be kept side by side.
final class Simulation {
  private static final Duration COLLECTION = Duration.ofSeconds(10);
  private static final String PSEUDONYM_KEY = "clew-simulator";

  private final Agenda agenda = new Agenda();
  private final Outbox outbox = new Outbox();
  private final Faults faults;
  private final Meters meters;
  private final BruteForce attacker;
  private long nowNanos;
  private long nextCollectionNanos;

  /// @param start when the telemetry begins
  /// @param live the instant that the scenario counts from
  Simulation(
      long seed,
      int users,
      double loginsPerSecond,
      Scenario scenario,
      Instant start,
      Instant live) {
    nowNanos = nanos(start);
    nextCollectionNanos = nowNanos + COLLECTION.toNanos();
    SplittableGenerator random = generator(seed);
    Pseudonyms pseudonyms = new Pseudonyms(PSEUDONYM_KEY);
    Population population = new Population(users, pseudonyms, random.split());
    long salt = generator(nowNanos).nextLong();
    Stories stories = (visit, at, own) -> new Story(visit, at, own, salt, outbox::add);
    faults = new Faults(scenario, nowNanos, nanos(live));
    meters = new Meters(nowNanos);

    SessionStore sessions = new SessionStore(faults);
    AuditTrail audit = new AuditTrail(faults);
    LoginFlow login = new LoginFlow(sessions, audit, pseudonyms);
    AfterLogin afterLogin = new AfterLogin(sessions, audit);
    Traffic traffic =
        new Traffic(
            agenda,
            stories,
            population,
            pseudonyms,
            login,
            afterLogin,
            loginsPerSecond,
            random.split());
    Person victim = population.someoneOutside(Population.UNLUCKY_TENANT, random.split());
    attacker = new BruteForce(agenda, stories, login, faults, victim, random.split());
    traffic.begin(nowNanos);
    attacker.begin(nowNanos);
  }

  long nowNanos() {
    return nowNanos;
  }

  /// The account that the attacker wants.
  Person victim() {
    return attacker.victim();
  }

  /// Lets time pass, and yields what became known.
  Frame advanceTo(Instant until) {
    long untilNanos = nanos(until);
    List<Span> spans = new ArrayList<>();
    List<LogRecord> logs = new ArrayList<>();
    List<Metric> metrics = new ArrayList<>();
    while (nowNanos < untilNanos) {
      nowNanos = Math.min(untilNanos, nextCollectionNanos);
      agenda.runUntil(nowNanos);
      for (Happening happening : outbox.take(nowNanos)) {
        switch (happening) {
          case Span span -> {
            meters.observe(span);
            spans.add(span);
          }
          case LogRecord log -> logs.add(log);
        }
      }
      if (nowNanos == nextCollectionNanos) {
        metrics.addAll(meters.collect(nowNanos, outbox.openAt(nowNanos).toList()));
        nextCollectionNanos += COLLECTION.toNanos();
      }
    }
    return new Frame(spans, logs, metrics, faults.takeOver(nowNanos));
  }

  /// The faults that are on now; each was on until now at most.
  List<Faults.Episode> unfinishedEpisodes() {
    return faults.episodes().stream().filter(episode -> episode.fromNanos() < nowNanos).toList();
  }

  private static SplittableGenerator generator(long seed) {
    return RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /// What became known in a stretch of time, in order, and the faults that ended in it.
  record Frame(
      List<Span> spans,
      List<LogRecord> logs,
      List<Metric> metrics,
      List<Faults.Episode> episodes) {}
}
