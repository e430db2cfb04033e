package dev.clew.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.Metric;
import dev.clew.examples.otlp.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  @Test
  void sameSeedTellsTheSame() {
    Recording once = Recording.of(5, Scenario.calm(), TWO_MINUTES);
    Recording again = Recording.of(5, Scenario.calm(), TWO_MINUTES);

    assertThat(again).isEqualTo(once);
  }

  @Test
  void otherSeedTellsSomethingElse() {
    Recording once = Recording.of(5, Scenario.calm(), TWO_MINUTES);
    Recording other = Recording.of(6, Scenario.calm(), TWO_MINUTES);

    assertThat(other.spans()).isNotEqualTo(once.spans());
  }

  @Test
  void stepsOfTimeChangeNothing() {
    Recording fine =
        Recording.of(Recording.simulation(5, Scenario.calm()), TWO_MINUTES, Duration.ofMillis(500));
    Recording coarse =
        Recording.of(Recording.simulation(5, Scenario.calm()), TWO_MINUTES, TWO_MINUTES);

    assertThat(fine).isEqualTo(coarse);
  }

  @Test
  void otherStartHasOtherIds() {
    Recording once = Recording.of(5, Scenario.calm(), Duration.ofSeconds(30));
    Instant later = Recording.START.plus(Duration.ofSeconds(1));
    Simulation.Frame other =
        new Simulation(5, 400, 8, Scenario.calm(), later, later)
            .advanceTo(later.plus(Duration.ofSeconds(30)));

    Set<Object> shared = new HashSet<>(once.traces().keySet());
    shared.retainAll(other.spans().stream().map(Span::traceId).toList());

    assertThat(shared).isEmpty();
    assertThat(other.spans()).isNotEmpty();
  }

  @Test
  void nothingIsToldBeforeItIsOver() {
    Simulation simulation = Recording.simulation(5, Scenario.calm());
    Instant now = Recording.START.plus(TWO_MINUTES);

    Simulation.Frame frame = simulation.advanceTo(now);

    long nowNanos = now.getEpochSecond() * 1_000_000_000L;
    assertThat(frame.spans()).allMatch(span -> span.endNanos() <= nowNanos);
    assertThat(frame.logs()).allMatch(log -> log.atNanos() <= nowNanos);
  }

  @Test
  void loginsComeAtTheRateAsked() {
    Recording day = Recording.of(5, Scenario.calm(), Duration.ofMinutes(5));

    assertThat(day.named("auth.login").count() / 300.0).isBetween(7.3, 9.0);
  }

  @Test
  void countersAreCumulativeAndPointAtSpans() {
    Recording day = Recording.of(5, Scenario.calm(), TWO_MINUTES);
    Set<Long> ids = new HashSet<>(day.spans().stream().map(Span::id).toList());

    List<Metric.Reading> successes =
        day.metrics().stream()
            .filter(metric -> metric.name().equals("auth_attempts_total"))
            .filter(metric -> metric.resource().instance().equals("identity-1"))
            .flatMap(metric -> counter(metric).points().stream())
            .filter(point -> is(point.attributes(), "login", "success"))
            .toList();

    assertThat(successes).hasSize(12);
    assertThat(successes.stream().map(Metric.Reading::value)).isSorted();
    assertThat(successes).allMatch(point -> point.exemplars().size() == 1);
    assertThat(successes.stream().map(point -> point.exemplars().getFirst().spanId()))
        .allMatch(ids::contains);
  }

  @Test
  void histogramsCountWhatTheCountersCount() {
    Recording day = Recording.of(5, Scenario.calm(), Duration.ofSeconds(10));

    long counted =
        day.metrics().stream()
            .filter(metric -> metric.name().equals("http_requests_total"))
            .flatMap(metric -> counter(metric).points().stream())
            .mapToLong(Metric.Reading::value)
            .sum();
    long measured =
        day.metrics().stream()
            .filter(metric -> metric.name().equals("http_request_duration_seconds"))
            .flatMap(metric -> ((Metric.Data.Histogram) metric.data()).points().stream())
            .flatMap(point -> point.counts().stream())
            .mapToLong(Long::longValue)
            .sum();

    assertThat(measured).isEqualTo(counted);
    assertThat(counted)
        .isEqualTo(day.spans().stream().filter(span -> span.kind() == Span.Kind.SERVER).count());
  }

  @Test
  void deadLettersPileUpWhileEventsAreUnreadable() {
    Scenario failing = Recording.scenario(Fault.Kind.UNREADABLE_EVENT, Duration.ZERO, TWO_MINUTES);
    Recording day = Recording.of(5, failing, TWO_MINUTES);

    List<Long> backlog =
        day.metrics().stream()
            .filter(metric -> metric.name().equals("mq_dlq_backlog"))
            .map(metric -> ((Metric.Data.Gauge) metric.data()).points().getFirst().value())
            .toList();

    assertThat(backlog).isSorted();
    assertThat(backlog.getLast()).isGreaterThan(20);
  }

  private static Metric.Data.Counter counter(Metric metric) {
    return (Metric.Data.Counter) metric.data();
  }

  private static boolean is(Attributes labels, String operation, String result) {
    return operation.equals(labels.text("operation")) && result.equals(labels.text("result"));
  }
}
