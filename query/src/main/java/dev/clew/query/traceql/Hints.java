package dev.clew.query.traceql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands in `with(…)`: advice to the engine, in the order written. Names that no engine knows
/// are kept, not refused.
public record Hints(List<Hint> list) {
  /// A query without hints.
  public static final Hints NONE = new Hints(List.of());

  public Hints {
    list = List.copyOf(list);
  }

  /// One hint, for example `most_recent=true`.
  public record Hint(String name, Literal value) {}

  /// The value of a hint, the last one if it is given twice.
  public @Nullable Literal value(String name) {
    return list.reversed().stream()
        .filter(hint -> hint.name().equals(name))
        .map(Hint::value)
        .findFirst()
        .orElse(null);
  }

  /// Whether a hint is given as `true`.
  public boolean isTrue(String name) {
    return value(name) instanceof Literal.Bool(var value) && value;
  }
}
