package dev.clew.examples.simulator;

import java.util.random.RandomGenerator;

/// How long something takes: log-normal around a median.
///
/// @param spread standard deviation of the logarithm; 0.3 makes the 99th percentile twice the
///   median
record Latency(double medianMillis, double spread) {
  static Latency millis(double median) {
    return new Latency(median, 0.3);
  }

  long nanos(RandomGenerator random) {
    return (long) (medianMillis * 1e6 * Math.exp(spread * random.nextGaussian()));
  }
}
