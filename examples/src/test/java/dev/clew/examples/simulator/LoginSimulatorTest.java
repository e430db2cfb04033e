package dev.clew.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.examples.otlp.OtlpSchema;
import dev.clew.examples.otlp.Sink;
import dev.clew.testkit.FakeClock;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginSimulatorTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final FakeClock clock = new FakeClock(Instant.parse("2026-11-20T09:00:00.7Z"));

  @Test
  void historyIsSentAtOnceAndTheRestWithTheClock() throws Exception {
    try (Sink sink = Sink.open();
        LoginSimulator simulator = simulator(sink, Duration.ofMinutes(1))) {
      simulator.start();
      assertThat(simulator.awaitHistory(LIMIT)).isTrue();
      Sink.await(() -> sink.taken("/v1/traces").size() == 12);

      clock.advance(Duration.ofSeconds(3));

      Sink.await(() -> sink.taken("/v1/traces").size() == 15);
      assertThat(simulator.stats().logins()).isBetween(400L, 700L);
    }
  }

  @Test
  void sameSeedSendsTheSameBytes() throws Exception {
    List<String> once;
    List<String> again;
    try (Sink first = Sink.open();
        Sink second = Sink.open()) {
      play(first);
      play(second);
      once = first.received().stream().map(Sink.Received::body).sorted().toList();
      again = second.received().stream().map(Sink.Received::body).sorted().toList();
    }

    assertThat(once).hasSizeGreaterThan(20).isEqualTo(again);
  }

  @Test
  void everyRequestFollowsTheSchema() throws Exception {
    try (Sink sink = Sink.open()) {
      play(sink);

      assertThat(sink.received().stream().map(Sink.Received::path).distinct())
          .containsExactlyInAnyOrder("/v1/traces", "/v1/logs", "/v1/metrics");
      sink.received().forEach(OtlpSchema::check);
    }
  }

  @Test
  void statsTellWhatTheServerTook() throws Exception {
    try (Sink sink = Sink.open()) {
      LoginSimulator.Stats stats = play(sink);

      long spans = 0;
      long logins = 0;
      for (Sink.Received request : sink.taken("/v1/traces")) {
        for (JsonNode span : OtlpSchema.check(request).findValues("spans")) {
          spans += span.size();
          logins += span.findValuesAsText("name").stream().filter("auth.login"::equals).count();
        }
      }
      assertThat(stats.spans()).isEqualTo(spans);
      assertThat(stats.logins()).isEqualTo(logins);
      assertThat(stats.failures()).isBetween(1L, logins / 5);
      assertThat(stats.refused() + stats.dropped() + stats.retries()).isZero();
    }
  }

  @Test
  void groundTruthSaysWhatWentWrong(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("truth.jsonl");
    Scenario scenario =
        new Scenario(
            List.of(
                new Fault(Fault.Kind.BRUTE_FORCE, Duration.ofSeconds(-50), Duration.ofSeconds(-20)),
                new Fault(
                    Fault.Kind.POOL_EXHAUSTED, Duration.ofSeconds(-40), Duration.ofMinutes(9))));
    try (Sink sink = Sink.open()) {
      try (LoginSimulator simulator =
          new LoginSimulator(
              options(sink, Duration.ofMinutes(1)).withScenario(scenario).withTruth(file), clock)) {
        simulator.start();
        assertThat(simulator.awaitHistory(LIMIT)).isTrue();
      }

      List<String> lines = Files.readAllLines(file);
      assertThat(lines).hasSize(2);
      JsonNode attack = new ObjectMapper().readTree(lines.getFirst());
      assertThat(attack.at("/what").textValue()).isEqualTo("brute_force");
      assertThat(attack.at("/from").textValue()).isEqualTo("2026-11-20T08:59:10Z");
      assertThat(attack.at("/to").textValue()).isEqualTo("2026-11-20T08:59:40Z");
      assertThat(attack.at("/client.address").textValue()).isEqualTo("203.0.113.66");
      assertThat(attack.at("/traces").intValue()).isBetween(100, 200);
      assertThat(attack.at("/sample")).hasSize(20);
      JsonNode pool = new ObjectMapper().readTree(lines.getLast());
      assertThat(pool.at("/what").textValue()).isEqualTo("pool_exhausted");
      assertThat(pool.at("/to").textValue()).isEqualTo("2026-11-20T09:00:00Z");
    }
  }

  @Test
  void closingEndsEvenWhenNobodyListens() throws Exception {
    URI nobody;
    try (Sink sink = Sink.open()) {
      nobody = sink.url();
    }
    LoginSimulator simulator =
        new LoginSimulator(
            LoginSimulator.Options.demo(nobody).withBackfill(Duration.ofSeconds(20)), clock);
    simulator.start();
    assertThat(simulator.awaitHistory(LIMIT)).isTrue();

    simulator.close();

    assertThat(simulator.stats().spans()).isZero();
    assertThat(simulator.stats().dropped()).isGreaterThan(1_000);
  }

  @Test
  void fileThatCannotBeWrittenIsSaidAtOnce(@TempDir Path folder) throws Exception {
    try (Sink sink = Sink.open();
        LoginSimulator simulator =
            new LoginSimulator(
                options(sink, Duration.ZERO).withTruth(folder.resolve("no/file")), clock)) {
      assertThatThrownBy(simulator::start).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    LoginSimulator.Options options = LoginSimulator.Options.demo(URI.create("http://127.0.0.1:1"));

    assertThatThrownBy(() -> options.withRate(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.withUsers(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.withBackfill(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LoginSimulator.Stats play(Sink sink) throws InterruptedException {
    LoginSimulator simulator = simulator(sink, Duration.ofMinutes(1));
    try (simulator) {
      simulator.start();
      assertThat(simulator.awaitHistory(LIMIT)).isTrue();
    }
    return simulator.stats();
  }

  private LoginSimulator simulator(Sink sink, Duration backfill) {
    return new LoginSimulator(options(sink, backfill), clock);
  }

  private static LoginSimulator.Options options(Sink sink, Duration backfill) {
    return LoginSimulator.Options.demo(sink.url())
        .withScenario(Scenario.calm())
        .withBackfill(backfill);
  }
}
