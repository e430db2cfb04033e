package dev.clew.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.examples.otlp.Span;
import dev.clew.examples.otlp.TraceId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ScenarioTest {
  private static final Duration LENGTH = Duration.ofMinutes(6);
  private static final Duration FROM = Duration.ofMinutes(2);
  private static final Duration TO = Duration.ofMinutes(4);
  private static final Recording CALM = Recording.of(3, Scenario.calm(), LENGTH);

  @Test
  void calmDayHasOnlyTypos() {
    double failed = CALM.named("auth.login").filter(ScenarioTest::isError).count();
    double logins = CALM.named("auth.login").count();

    assertThat(failed / logins).isBetween(0.02, 0.045);
    assertThat(CALM.named("audit.events process").filter(ScenarioTest::isError)).isEmpty();
    assertThat(CALM.named("audit.events.dlq publish")).isEmpty();
    assertThat(CALM.spans()).noneMatch(ScenarioTest::isAttackers);
    assertThat(CALM.episodes()).isEmpty();
  }

  @Test
  void peopleWithoutTheRightAreDeniedTheAdminPageNowAndThen() {
    List<Span> denied =
        CALM.named("GET /admin/users")
            .filter(span ->
                Long.valueOf(403).equals(span.attributes().whole("http.response.status_code")))
            .toList();

    assertThat(denied).hasSizeBetween(20, 200);
  }

  @Test
  void attackerGuessesOnOneAccountAndOnlyThen() {
    Recording day = faulty(Fault.Kind.BRUTE_FORCE);

    List<Span> guesses = day.named("auth.login").filter(ScenarioTest::isAttackers).toList();

    assertThat(guesses.size() / 120.0).isBetween(4.0, 6.0);
    assertThat(guesses).allMatch(ScenarioTest::isError).allMatch(startsWhileOn());
    assertThat(guesses.stream().map(span -> span.attributes().text("user.hash")).distinct())
        .hasSize(1);
    assertThat(guesses.stream().map(span -> span.attributes().text("client.address")).distinct())
        .containsExactly("203.0.113.66");
  }

  @Test
  void attackerChangesNobodyElsesDay() {
    Recording day = faulty(Fault.Kind.BRUTE_FORCE);

    List<TraceId> others =
        day.spans().stream()
            .filter(span -> span.parentId() == 0 && !isAttackers(span))
            .map(Span::traceId)
            .toList();

    assertThat(others).isEqualTo(rootsOf(CALM));
  }

  @Test
  void unreadableEventsGoToTheDeadLetters() {
    Recording day = faulty(Fault.Kind.UNREADABLE_EVENT);

    List<Span> failed = day.named("audit.events process").filter(ScenarioTest::isError).toList();

    assertThat(failed).hasSizeGreaterThan(20).allMatch(startsWhileOn());
    assertThat(failed)
        .allMatch(span -> "login.new_device".equals(span.attributes().text("event_type")));
    assertThat(failed.getFirst().events().getLast().attributes().text("exception.stacktrace"))
        .contains("\nCaused by: ");
    assertThat(day.named("audit.events.dlq publish").map(Span::parentId))
        .containsExactlyElementsOf(failed.stream().map(Span::id).toList());
    assertThat(day.named("auth.login").filter(ScenarioTest::isError).count())
        .isEqualTo(CALM.named("auth.login").filter(ScenarioTest::isError).count());
  }

  @Test
  void exhaustedPoolSlowsOneTenantOnOneInstance() {
    Recording day = faulty(Fault.Kind.POOL_EXHAUSTED);

    List<Span> slow =
        day.named("INSERT sessions")
            .filter(span -> span.durationNanos() > TimeUnit.MILLISECONDS.toNanos(30))
            .toList();

    assertThat(slow).hasSizeGreaterThan(50).allMatch(startsWhileOn());
    assertThat(slow)
        .allMatch(span -> span.resource().instance().equals("session-2"))
        .allMatch(span ->
            "sessions-globex".equals(span.attributes().text("db.client.connection.pool.name")));
    assertThat(rootsOf(day)).containsExactlyInAnyOrderElementsOf(rootsOf(CALM));
  }

  @Test
  void exhaustedPoolGrowsUntilTheSlowestLoginsTakeFourTimesAsLong() {
    Scenario growing =
        Recording.scenario(Fault.Kind.POOL_EXHAUSTED, Duration.ZERO, Duration.ofMinutes(10));

    Recording day = Recording.of(3, growing, Duration.ofMinutes(10));

    double calm = slowestLogin(CALM, Duration.ZERO, LENGTH);
    double early = slowestLogin(day, Duration.ZERO, Duration.ofMinutes(1));
    double grown = slowestLogin(day, Duration.ofMinutes(4), Duration.ofMinutes(10));
    assertThat(early / calm).isLessThan(2);
    assertThat(grown / calm).isBetween(3.5, 5.0);
  }

  @Test
  void whatWentWrongIsNotedWithItsTraces() {
    Recording day = faulty(Fault.Kind.UNREADABLE_EVENT);

    assertThat(day.episodes()).hasSize(1);
    Faults.Episode episode = day.episodes().getFirst();
    assertThat(episode.traces())
        .isEqualTo(day.named("audit.events process").filter(ScenarioTest::isError).count());
    assertThat(episode.sample()).hasSize(20);
    assertThat(day.traces()).containsKeys(episode.sample().toArray(TraceId[]::new));
  }

  @Test
  void demoGoesWrongBeforeItsStartAndAgainForADay() {
    List<Fault> faults = Scenario.demo().faults();

    assertThat(faults).hasSize(3 * 48);
    assertThat(faults.stream().filter(fault -> fault.from().isNegative()).map(Fault::kind))
        .containsExactlyInAnyOrder(Fault.Kind.values());
  }

  @Test
  void faultMustEndAfterItsBegin() {
    assertThatThrownBy(() -> new Fault(Fault.Kind.BRUTE_FORCE, TO, FROM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Recording faulty(Fault.Kind kind) {
    return Recording.of(3, Recording.scenario(kind, FROM, TO), LENGTH);
  }

  private static Predicate<Span> startsWhileOn() {
    long start = TimeUnit.SECONDS.toNanos(Recording.START.getEpochSecond());
    long slack = TimeUnit.SECONDS.toNanos(1);
    return span ->
        span.startNanos() >= start + FROM.toNanos()
            && span.startNanos() < start + TO.toNanos() + slack;
  }

  private static double slowestLogin(Recording day, Duration from, Duration to) {
    long start = TimeUnit.SECONDS.toNanos(Recording.START.getEpochSecond());
    List<Long> durations =
        day.named("POST /auth/login")
            .filter(span -> span.startNanos() >= start + from.toNanos())
            .filter(span -> span.startNanos() < start + to.toNanos())
            .map(Span::durationNanos)
            .sorted()
            .toList();
    return durations.get(durations.size() * 99 / 100);
  }

  private static List<TraceId> rootsOf(Recording day) {
    return day.spans().stream()
        .filter(span -> span.parentId() == 0)
        .map(Span::traceId)
        .collect(Collectors.toList());
  }

  private static boolean isAttackers(Span span) {
    return "203.0.113.66".equals(span.attributes().text("client.address"));
  }

  private static boolean isError(Span span) {
    return span.status() == Span.Status.ERROR;
  }
}
