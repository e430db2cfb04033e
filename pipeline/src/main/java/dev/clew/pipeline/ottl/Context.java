package dev.clew.pipeline.ottl;

import dev.clew.model.Signal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the rows are that a condition or statement is about, in the order in which a context is
/// inferred: the first that a text names.
public enum Context {
  LOG,
  DATAPOINT,
  METRIC,
  SPANEVENT,
  SPAN,
  RESOURCE,
  SCOPE;

  /// The context of a name; null if there is none.
  public static @Nullable Context named(String name) {
    if (name.equals("instrumentation_scope")) {
      return SCOPE;
    }
    for (Context context : values()) {
      if (context.label().equals(name)) {
        return context;
      }
    }
    return null;
  }

  /// The name that texts have for it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether rows of a signal can be seen in this context.
  public boolean isOf(Signal signal) {
    return switch (this) {
      case LOG -> signal == Signal.LOGS;
      case DATAPOINT, METRIC -> signal == Signal.METRICS;
      case SPANEVENT, SPAN -> signal == Signal.TRACES;
      case RESOURCE, SCOPE -> true;
    };
  }

  /// The contexts whose paths can be used in this one, itself first.
  List<Context> visible() {
    return switch (this) {
      case LOG -> List.of(LOG, SCOPE, RESOURCE);
      case DATAPOINT -> List.of(DATAPOINT, METRIC, SCOPE, RESOURCE);
      case METRIC -> List.of(METRIC, SCOPE, RESOURCE);
      case SPANEVENT -> List.of(SPANEVENT, SPAN, SCOPE, RESOURCE);
      case SPAN -> List.of(SPAN, SCOPE, RESOURCE);
      case RESOURCE -> List.of(RESOURCE);
      case SCOPE -> List.of(SCOPE, RESOURCE);
    };
  }
}
