package dev.clew.bench.template;

import dev.clew.bench.draw.Mix;

/// What all bodies of one round through the templates have in common.
record Repetition(
    long number, long seed, long traceMaskHigh, long traceMaskLow, long spanMask, long shiftNanos) {

  static Repetition of(long number, long seed, Schedule schedule, long earliestNanos) {
    long own = Mix.scatter(seed, number);
    return new Repetition(
        number,
        own,
        Mix.scatter(own, 11),
        Mix.scatter(own, 12),
        Mix.scatter(own, 13),
        schedule.baseNanos() + number * schedule.stepNanos() - earliestNanos);
  }
}
