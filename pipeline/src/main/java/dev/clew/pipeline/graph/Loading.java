package dev.clew.pipeline.graph;

import dev.clew.pipeline.config.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What loading a configuration gave.
///
/// @param file null if there are errors
/// @param failed what could not be done; null without errors
/// @param errors all that could not be decoded, or else what means nothing or cannot be built
/// @param warnings with their codes, and notes without
public record Loading(
    @Nullable CollectorFile file,
    @Nullable Step failed,
    List<Problem> errors,
    List<Problem> warnings) {
  /// How far loading came.
  public enum Step {
    /// Taking the files together.
    RESOLVE("failed to get config: cannot resolve the configuration: "),
    /// Reading them as options.
    DECODE(
        "failed to get config: cannot unmarshal the configuration: decoding failed due to the"
            + " following error(s):\n\n"),
    /// Making sense of the options.
    VALIDATE("invalid configuration: "),
    /// Joining the components.
    BUILD("failed to build pipelines: ");

    private final String words;

    Step(String words) {
      this.words = words;
    }
  }

  public Loading {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  /// The errors as the Collector prints them, each with its place; empty without errors.
  public String refusal() {
    return failed == null ? "" : failed.words + lines();
  }

  /// The same as its `validate` prints them, which does not say that the configuration is invalid.
  public String validation() {
    return failed == Step.VALIDATE ? lines() : refusal();
  }

  private String lines() {
    return String.join("\n", errors.stream().map(Problem::toString).toList());
  }
}
