package dev.clew.examples.simulator;

import dev.clew.examples.otlp.OtlpExporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Logs people in, all day, on a platform that exists only in telemetry.
///
/// It first sends the minutes before its start as fast as the server takes them, waiting when the
/// server is slow; then it goes on in real time, and drops what a server that is away for too long
/// has no room for. One owner calls `start` once and `close` once.
public final class LoginSimulator implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final int WAITING_PARCELS = 300;
  private static final double MAX_RATE = 1_000;
  private static final int MAX_USERS = 50_000;

  private final Options options;
  private final OtlpExporter exporter;
  private final Playback playback;
  private volatile @Nullable Thread thread;

  public LoginSimulator(Options options) {
    this(options, InstantSource.system());
  }

  public LoginSimulator(Options options, InstantSource clock) {
    this.options = options;
    this.exporter = new OtlpExporter(options.endpoint(), WAITING_PARCELS, GRACE, clock);
    this.playback = new Playback(options, exporter, clock);
  }

  /// Begins to send, on a thread of its own.
  ///
  /// @throws UncheckedIOException if the file for the ground truth cannot be written
  public void start() {
    try {
      GroundTruth truth = GroundTruth.open(options.truth());
      exporter.start();
      thread = Thread.ofPlatform().name("login-simulator").start(() -> playback.run(truth));
    } catch (IOException e) {
      throw new UncheckedIOException("ground truth " + options.truth(), e);
    }
  }

  /// Waits until the minutes before the start are on their way; false when that takes longer.
  public boolean awaitHistory(Duration limit) throws InterruptedException {
    return playback.awaitHistory(limit);
  }

  public Stats stats() {
    OtlpExporter.Stats sent = exporter.stats();
    return new Stats(
        playback.logins(),
        playback.failures(),
        sent.spans(),
        sent.logs(),
        sent.points(),
        sent.refused(),
        sent.dropped(),
        sent.retries());
  }

  /// Ends the day: what is queued leaves within seconds, or is dropped and counted.
  @Override
  public void close() {
    playback.stop();
    awaitPlayback();
    exporter.close();
    awaitPlayback();
  }

  /// The playback ends by itself, unless it waits for room that only closing the exporter makes.
  private void awaitPlayback() {
    Thread running = thread;
    try {
      if (running != null) {
        running.join(GRACE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What to simulate, and where to send it.
  ///
  /// @param endpoint the OTLP/HTTP server without a path, such as `http://127.0.0.1:4318`
  /// @param seed the same seed yields the same people and the same day
  /// @param rate logins per second, before retries and attacks
  /// @param users how many people there are
  /// @param scenario what goes wrong, counted from the start of real time
  /// @param backfill how much of the past to send at the start
  /// @param truth the file for what really went wrong, replaced; null for none
  public record Options(
      URI endpoint,
      long seed,
      double rate,
      int users,
      Scenario scenario,
      Duration backfill,
      @Nullable Path truth) {
    public Options {
      if (!"http".equals(endpoint.getScheme()) && !"https".equals(endpoint.getScheme())) {
        throw new IllegalArgumentException("endpoint %s is not http(s)".formatted(endpoint));
      }
      if (!(rate > 0 && rate <= MAX_RATE)) {
        throw new IllegalArgumentException("rate %s is not in (0, %s]".formatted(rate, MAX_RATE));
      }
      if (users < 1 || users > MAX_USERS) {
        throw new IllegalArgumentException("users %d is not in 1…%d".formatted(users, MAX_USERS));
      }
      if (backfill.isNegative()) {
        throw new IllegalArgumentException("backfill %s is negative".formatted(backfill));
      }
    }

    /// The day of the demo: 400 people, 8 logins a second, all faults, 15 minutes of the past.
    public static Options demo(URI endpoint) {
      return new Options(endpoint, 1, 8, 400, Scenario.demo(), Duration.ofMinutes(15), null);
    }

    public Options withEndpoint(URI other) {
      return new Options(other, seed, rate, users, scenario, backfill, truth);
    }

    public Options withSeed(long other) {
      return new Options(endpoint, other, rate, users, scenario, backfill, truth);
    }

    public Options withRate(double other) {
      return new Options(endpoint, seed, other, users, scenario, backfill, truth);
    }

    public Options withUsers(int other) {
      return new Options(endpoint, seed, rate, other, scenario, backfill, truth);
    }

    public Options withScenario(Scenario other) {
      return new Options(endpoint, seed, rate, users, other, backfill, truth);
    }

    public Options withBackfill(Duration other) {
      return new Options(endpoint, seed, rate, users, scenario, other, truth);
    }

    public Options withTruth(@Nullable Path other) {
      return new Options(endpoint, seed, rate, users, scenario, backfill, other);
    }

    /// A simulation that begins as long before `live` as the options say.
    Simulation simulation(Instant live) {
      return new Simulation(seed, users, rate, scenario, live.minus(backfill), live);
    }
  }

  /// What the server has taken so far, and what it has not.
  ///
  /// @param logins attempts to log in, of which `failures` failed
  /// @param refused items that the server called bad
  /// @param dropped items that found no room in the queue, or no time before the end
  /// @param retries requests that repeated an earlier one
  public record Stats(
      long logins,
      long failures,
      long spans,
      long logs,
      long points,
      long refused,
      long dropped,
      long retries) {}
}
