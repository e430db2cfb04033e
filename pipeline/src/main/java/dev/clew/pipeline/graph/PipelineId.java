package dev.clew.pipeline.graph;

import dev.clew.model.Signal;
import java.util.Locale;

/// `traces`, `metrics` or `logs`, with or without `/name`.
public record PipelineId(Signal signal, String name) {
  /// @throws IllegalArgumentException with upstream's sentence if it is none
  public static PipelineId parse(String text) {
    ComponentId id = ComponentId.parse(text);
    Signal signal =
        switch (id.type()) {
          case "traces" -> Signal.TRACES;
          case "metrics" -> Signal.METRICS;
          case "logs" -> Signal.LOGS;
          case "profiles" ->
              throw new IllegalArgumentException(
                  ("pipeline \"%s\": profiling signal support is at alpha level, gated under the"
                          + " \"service.profilesSupport\" feature gate")
                      .formatted(text));
          default ->
              throw new IllegalArgumentException("unknown pipeline signal: \"" + id.type() + "\"");
        };
    return new PipelineId(signal, id.name());
  }

  /// `traces`, as messages call a signal.
  public static String word(Signal signal) {
    return signal.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? word(signal) : word(signal) + "/" + name;
  }
}
