package dev.clew.examples.simulator;

import dev.clew.examples.otlp.OtlpExporter;
import dev.clew.examples.otlp.Parcel;
import dev.clew.examples.otlp.Span;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Moves a simulation through the past as fast as its telemetry leaves, then with the clock.
final class Playback {
  private static final Logger LOG = System.getLogger(Playback.class.getName());
  private static final Duration HISTORY_STEP = Duration.ofSeconds(5);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final LoginSimulator.Options options;
  private final OtlpExporter exporter;
  private final InstantSource clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch historyQueued = new CountDownLatch(1);
  private final AtomicLong logins = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  Playback(LoginSimulator.Options options, OtlpExporter exporter, InstantSource clock) {
    this.options = options;
    this.exporter = exporter;
    this.clock = clock;
  }

  boolean awaitHistory(Duration limit) throws InterruptedException {
    return historyQueued.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Logins that the server has taken.
  long logins() {
    return logins.get();
  }

  /// Those of them that failed.
  long failures() {
    return failures.get();
  }

  void stop() {
    closing.countDown();
  }

  /// Plays until stopped; closes the ground truth.
  void run(GroundTruth truth) {
    try (truth) {
      Instant live = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      Simulation simulation = options.simulation(live);
      replayHistory(simulation, truth, live);
      continueLive(simulation, truth, live);
      for (Faults.Episode episode : simulation.unfinishedEpisodes()) {
        truth.write(episode, simulation.nowNanos(), simulation.victim());
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, "ground truth not written, simulator stopped", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void replayHistory(Simulation simulation, GroundTruth truth, Instant live)
      throws IOException, InterruptedException {
    Instant now = live.minus(options.backfill());
    while (now.isBefore(live) && !isClosing()) {
      now = now.plus(HISTORY_STEP).isBefore(live) ? now.plus(HISTORY_STEP) : live;
      for (Parcel parcel : next(simulation, truth, now)) {
        exporter.put(parcel);
      }
    }
    historyQueued.countDown();
  }

  private void continueLive(Simulation simulation, GroundTruth truth, Instant live)
      throws IOException, InterruptedException {
    Instant now = live.plus(STEP);
    while (isReached(now)) {
      next(simulation, truth, now).forEach(exporter::offer);
      now = now.plus(STEP);
    }
  }

  private List<Parcel> next(Simulation simulation, GroundTruth truth, Instant until)
      throws IOException {
    Simulation.Frame frame = simulation.advanceTo(until);
    for (Faults.Episode episode : frame.episodes()) {
      truth.write(episode, episode.toNanos(), simulation.victim());
    }
    List<Parcel> parcels = new ArrayList<>();
    if (!frame.spans().isEmpty()) {
      parcels.add(Parcel.ofSpans(frame.spans()).whenAccepted(counting(frame.spans())));
    }
    if (!frame.logs().isEmpty()) {
      parcels.add(Parcel.ofLogs(frame.logs()));
    }
    if (!frame.metrics().isEmpty()) {
      parcels.add(Parcel.ofMetrics(frame.metrics()));
    }
    return parcels;
  }

  /// Counts the logins among the spans once they are taken; until then keeps two numbers only.
  private Runnable counting(List<Span> spans) {
    long all = spans.stream().filter(Playback::isLogin).count();
    long failed = spans.stream().filter(Playback::isLogin).filter(Playback::isError).count();
    return () -> {
      logins.addAndGet(all);
      failures.addAndGet(failed);
    };
  }

  private static boolean isLogin(Span span) {
    return span.name().equals("auth.login");
  }

  private static boolean isError(Span span) {
    return span.status() == Span.Status.ERROR;
  }

  /// Waits for an instant; false when the simulator is closed before.
  private boolean isReached(Instant instant) throws InterruptedException {
    for (Instant now = clock.instant(); now.isBefore(instant); now = clock.instant()) {
      Duration left = Duration.between(now, instant);
      Duration pause = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
      if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return !isClosing();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }
}
