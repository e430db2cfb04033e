package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StampsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long YEAR = 365L * 86_400 * SECOND;

  private final AtomicLong wall = new AtomicLong(2 * YEAR);
  private final AtomicLong steady = new AtomicLong(77);

  @Test
  void theWallClockIsFollowed() {
    Stamps stamps = stamps(0);
    pass(SECOND);

    assertThat(stamps.next()).isEqualTo(2 * YEAR + SECOND);
  }

  @Test
  void aClockSetBackLetsTimePassAtHalfItsSpeed() {
    Stamps stamps = stamps(0);
    long before = stamps.next();
    wall.addAndGet(-YEAR);
    pass(10 * SECOND);

    assertThat(stamps.next()).isEqualTo(before + 5 * SECOND);
  }

  @Test
  void noStampIsBelowTheLastOneOfTheLog() {
    Stamps stamps = stamps(3 * YEAR);

    assertThat(stamps.next()).isGreaterThanOrEqualTo(3 * YEAR);
  }

  @Test
  void theWallClockIsFollowedAgainOnceItHasCaughtUp() {
    Stamps stamps = stamps(2 * YEAR + 10 * SECOND);
    pass(30 * SECOND);

    assertThat(stamps.next()).isEqualTo(2 * YEAR + 30 * SECOND);
  }

  private Stamps stamps(long lastNanos) {
    InstantSource clock = () -> Instant.ofEpochSecond(0, wall.get());
    return new Stamps(clock, steady::get, lastNanos);
  }

  private void pass(long nanos) {
    wall.addAndGet(nanos);
    steady.addAndGet(nanos);
  }
}
