package dev.clew.server.telemetry;

import java.util.List;
import java.util.function.DoubleSupplier;

/// One line, or for a histogram one block of lines, of a family.
sealed interface Series {
  List<Label> labels();

  /// A single value.
  record Sampled(List<Label> labels, DoubleSupplier value) implements Series {}

  /// The ranges of a histogram.
  record Ranged(List<Label> labels, Histogram histogram) implements Series {}
}
