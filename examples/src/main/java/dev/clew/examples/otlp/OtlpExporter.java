package dev.clew.examples.otlp;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/// Posts parcels to an OTLP/HTTP server, in order within a signal, each until it is taken.
///
/// 429, 502, 503, 504 and a broken connection are answered with the same bytes again, after the
/// pause the server asks for, else after a growing one. Any other error refuses the parcel. One
/// owner starts and closes it.
public final class OtlpExporter implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http;
  private final Map<Signal, Lane> lanes = new EnumMap<>(Signal.class);
  private final List<Thread> threads = new ArrayList<>();
  private final Duration grace;

  /// @param endpoint the server without a path, such as `http://127.0.0.1:4318`
  /// @param capacity how many parcels may wait per signal, beside the one on its way
  /// @param grace how long `close` lets waiting parcels leave
  public OtlpExporter(URI endpoint, int capacity, Duration grace, InstantSource clock) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            .build();
    this.grace = grace;
    for (Signal signal : Signal.values()) {
      lanes.put(signal, new Lane(http, endpoint.resolve(signal.path), clock, capacity));
    }
  }

  public void start() {
    lanes.forEach(
        (signal, lane) -> threads.add(Thread.ofVirtual().name("otlp-" + signal.path).start(lane)));
  }

  /// Queues a parcel; false when there was no room, so that it is dropped and counted.
  public boolean offer(Parcel parcel) {
    return lane(parcel.signal()).offer(parcel);
  }

  /// Queues a parcel, waiting for room.
  public void put(Parcel parcel) throws InterruptedException {
    lane(parcel.signal()).put(parcel);
  }

  public Stats stats() {
    return new Stats(
        lane(Signal.TRACES).accepted(),
        lane(Signal.LOGS).accepted(),
        lane(Signal.METRICS).accepted(),
        total(Lane::refused),
        total(Lane::dropped),
        total(Lane::retries));
  }

  /// Lets what waits leave for the time of grace, then drops and counts the rest.
  @Override
  public void close() {
    lanes.values().forEach(Lane::finish);
    awaitThreads();
    lanes.values().forEach(Lane::abandon);
    http.shutdownNow();
    awaitThreads();
  }

  private void awaitThreads() {
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Lane lane(Signal signal) {
    return Objects.requireNonNull(lanes.get(signal));
  }

  private long total(ToLongFunction<Lane> count) {
    return lanes.values().stream().mapToLong(count).sum();
  }

  /// What became of the items so far. The last three are over all signals.
  ///
  /// @param refused items that the server called bad
  /// @param dropped items that found no room or no time
  /// @param retries attempts that repeated an earlier one
  public record Stats(
      long spans, long logs, long points, long refused, long dropped, long retries) {}
}
