package dev.clew.query.promql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which series of two vectors belong together.
///
/// @param isOn whether the labels are those that must be equal; otherwise all others must
/// @param included labels that the series of the side with many take from the other
/// @param fillLeft what stands for a missing series on the left
/// @param fillRight what stands for a missing series on the right
public record Matching(
    boolean isOn,
    List<String> labels,
    Cardinality cardinality,
    List<String> included,
    @Nullable Double fillLeft,
    @Nullable Double fillRight) {
  /// Equal in all labels.
  public static final Matching DEFAULT =
      new Matching(false, List.of(), Cardinality.ONE_TO_ONE, List.of(), null, null);

  public Matching {
    labels = List.copyOf(labels);
    included = List.copyOf(included);
  }

  /// Whether one of the modifiers that need two vectors is there.
  public boolean isWritten() {
    return isOn || !labels.isEmpty();
  }

  /// Whether a missing series has a value.
  public boolean fills() {
    return fillLeft != null || fillRight != null;
  }

  /// How many series a side may have of what belongs together.
  public enum Cardinality {
    ONE_TO_ONE,
    /// `group_left`.
    MANY_TO_ONE,
    /// `group_right`.
    ONE_TO_MANY
  }
}
