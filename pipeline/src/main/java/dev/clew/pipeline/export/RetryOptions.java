package dev.clew.pipeline.export;

import dev.clew.pipeline.config.Section;
import java.time.Duration;

/// When a batch that could not be sent is sent again.
///
/// @param randomness by which share an interval may be shorter or longer
/// @param maxElapsed after which a batch is given up; zero for never
public record RetryOptions(
    boolean isEnabled,
    Duration initialInterval,
    double multiplier,
    double randomness,
    Duration maxInterval,
    Duration maxElapsed) {
  static RetryOptions read(Section section) {
    RetryOptions options =
        new RetryOptions(
            section.flag("enabled", true, "Whether what could not be sent is sent again."),
            section.duration(
                "initial_interval", Duration.ofSeconds(5), "Pause before the second attempt."),
            section.number("multiplier", 1.5, "By which the pause grows."),
            section.number(
                "randomization_factor", 0.5, "Share by which a pause may be shorter or longer."),
            section.duration("max_interval", Duration.ofSeconds(30), "Longest pause."),
            section.duration(
                "max_elapsed_time",
                Duration.ofMinutes(5),
                "Time after which a batch is given up; never if 0."));
    if (options.isEnabled) {
      check(section, options);
    }
    return options;
  }

  private static void check(Section section, RetryOptions options) {
    section.check(
        !options.initialInterval.isNegative(),
        "initial_interval",
        "'initial_interval' must be non-negative");
    section.check(
        options.randomness >= 0,
        "randomization_factor",
        "randomization_factor value must be greater" + " than or equal to 0");
    section.check(
        options.randomness <= 1,
        "randomization_factor",
        "randomization_factor value must be less" + " than or equal to 1");
    section.check(options.multiplier >= 0, "multiplier", "'multiplier' must be non-negative");
    section.check(
        !options.maxInterval.isNegative(), "max_interval", "'max_interval' must be non-negative");
    section.check(
        !options.maxElapsed.isNegative(),
        "max_elapsed_time",
        "'max_elapsed_time' must be non-negative");
    if (options.maxElapsed.isPositive()) {
      section.check(
          options.maxElapsed.compareTo(options.initialInterval) >= 0,
          "max_elapsed_time",
          "'max_elapsed_time' must not be less than 'initial_interval'");
      section.check(
          options.maxElapsed.compareTo(options.maxInterval) >= 0,
          "max_elapsed_time",
          "'max_elapsed_time' must not be less than 'max_interval'");
    }
  }
}
