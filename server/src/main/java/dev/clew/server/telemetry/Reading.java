package dev.clew.server.telemetry;

import java.util.List;

/// A value of a series that is not known before it is read.
///
/// @param name without `_total`, which the text adds to counters
/// @param isCounter whether it only grows
public record Reading(
    String name, String help, boolean isCounter, List<Label> labels, double value) {
  public Reading {
    labels = List.copyOf(labels);
  }

  /// A number that only grows.
  public static Reading counter(String name, String help, List<Label> labels, long value) {
    return new Reading(name, help, true, labels, (double) value);
  }

  /// A value that rises and falls.
  public static Reading gauge(String name, String help, List<Label> labels, long value) {
    return new Reading(name, help, false, labels, (double) value);
  }
}
