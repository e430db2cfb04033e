package dev.clew.pipeline.transform;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.ottl.ErrorMode;
import java.util.List;

/// Options of the `transform` processor.
public record TransformOptions(
    ErrorMode mode,
    List<StatementGroup> traces,
    List<StatementGroup> metrics,
    List<StatementGroup> logs) {
  /// The type.
  public static final ComponentType<TransformOptions> TYPE =
      ComponentType.of(
          Kind.PROCESSOR,
          "transform",
          ComponentType.allSignals(),
          TransformOptions::read,
          "Changes telemetry by statements in OTTL.");

  public TransformOptions {
    traces = List.copyOf(traces);
    metrics = List.copyOf(metrics);
    logs = List.copyOf(logs);
  }

  public static TransformOptions read(Section section) {
    return new TransformOptions(
        section.choice(
            "error_mode",
            ErrorMode.words(),
            "propagate",
            ErrorMode::refusal,
            "What follows of a statement that fails: the batch does not go on, or the next"
                + " statement is taken, with or without a line in the log."),
        read(section, "trace", Signal.TRACES),
        read(section, "metric", Signal.METRICS),
        read(section, "log", Signal.LOGS));
  }

  private static List<StatementGroup> read(Section section, String name, Signal signal) {
    return StatementGroup.read(
        section, name + "_statements", signal, "Statements, or groups of them.");
  }

  List<StatementGroup> of(Signal signal) {
    return switch (signal) {
      case TRACES -> traces;
      case METRICS -> metrics;
      case LOGS -> logs;
    };
  }
}
