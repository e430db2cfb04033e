package dev.clew.pipeline.export;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Options of the exporter `debug`.
///
/// @param samplingInitial batches told in each second before sampling begins
/// @param samplingThereafter of which one in so many is told then; 0 for none
/// @param outputs where it is written if not to the log: `stdout`, `stderr` or paths
public record DebugOptions(
    Verbosity verbosity,
    long samplingInitial,
    long samplingThereafter,
    boolean usesLog,
    List<String> outputs) {
  /// The type.
  public static final ComponentType<DebugOptions> TYPE =
      ComponentType.of(
          Kind.EXPORTER,
          "debug",
          ComponentType.allSignals(),
          DebugOptions::read,
          "Prints what comes.");

  /// How much is told of a batch.
  public enum Verbosity {
    /// The number of items.
    BASIC,
    /// A line for each item.
    NORMAL,
    /// All of each item.
    DETAILED
  }

  public DebugOptions {
    outputs = List.copyOf(outputs);
  }

  static DebugOptions read(Section section) {
    Map<String, Verbosity> words = new LinkedHashMap<>();
    words.put("basic", Verbosity.BASIC);
    words.put("normal", Verbosity.NORMAL);
    words.put("detailed", Verbosity.DETAILED);
    Verbosity verbosity =
        section.choice(
            "verbosity",
            words,
            "basic",
            word -> "verbosity level \"%s\" is not supported".formatted(word),
            "How much is told of a batch.");
    long initial =
        section.integer(
            "sampling_initial", 2, "Batches told in each second before sampling begins.");
    long thereafter =
        section.integer("sampling_thereafter", 1, "Then one in so many is told; none if 0.");
    section.check(initial >= 0, "sampling_initial", "sampling_initial must not be negative");
    section.check(
        thereafter >= 0, "sampling_thereafter", "sampling_thereafter must not be negative");
    boolean usesLog =
        section.flag("use_internal_logger", true, "Whether it is written to Clew's log.");
    List<String> outputs =
        section.texts(
            "output_paths",
            List.of("stdout"),
            "Where it is written otherwise: `stdout`, `stderr` or paths.");
    section.check(
        !usesLog || !section.isSet("output_paths"),
        "output_paths",
        "output_paths requires use_internal_logger to be false");
    @Nullable QueueOptions queue =
        section.optionalSection("sending_queue", QueueOptions::read, "Accepted without effect.");
    if (queue != null) {
      section.note("sending_queue", "\"sending_queue\" is accepted without effect");
    }
    return new DebugOptions(verbosity, initial, thereafter, usesLog, outputs);
  }
}
