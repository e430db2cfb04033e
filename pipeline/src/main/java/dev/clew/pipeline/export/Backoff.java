package dev.clew.pipeline.export;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Pauses between the attempts at one request: each longer than the last, and a little random so
/// that many senders do not come at once.
final class Backoff {
  private final RetryOptions options;
  private final RandomGenerator random;
  private double nanos;

  Backoff(RetryOptions options, RandomGenerator random) {
    this.options = options;
    this.random = random;
    this.nanos = (double) options.initialInterval().toNanos();
  }

  /// The next pause; never shorter than the other side asks for.
  Duration next(@Nullable Duration asked) {
    double spread = options.randomness() * nanos;
    long pause = (long) (nanos - spread + 2 * spread * random.nextDouble());
    nanos = Math.min(nanos * options.multiplier(), (double) options.maxInterval().toNanos());
    Duration own = Duration.ofNanos(pause);
    return asked != null && asked.compareTo(own) > 0 ? asked : own;
  }
}
