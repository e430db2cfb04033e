package dev.clew.pipeline.tailsampling;

import dev.clew.model.TraceId;

/// The wish of detection that traces are kept, whatever the policies say.
///
/// A pin is part of the log: it has an offset, and reaches the sampler there, between the batches
/// before and behind it. So a replay comes to the same decisions. It acts on traces that wait for
/// their decision and on those that begin later; what is dropped already stays so, which is
/// counted.
///
/// The reason is what spans carry as their policy of record; there should be few different ones.
public sealed interface Pin {
  /// Longest key, value or reason.
  int MAX_LENGTH = 4_096;

  String reason();

  /// Keeps one trace.
  record Trace(TraceId traceId, String reason) implements Pin {
    public Trace {
      check(reason);
    }
  }

  /// Keeps all traces in which a span or its resource has an attribute with this text: those that
  /// wait, and those with such a span up to an instant.
  ///
  /// @param untilNanos epoch nanoseconds
  record Entity(String key, String value, long untilNanos, String reason) implements Pin {
    public Entity {
      check(key);
      check(value);
      check(reason);
    }
  }

  private static void check(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("length of a pin's text: " + text.length());
    }
  }
}
