package dev.clew.query.run;

import dev.clew.model.TraceId;
import java.util.List;

/// A trace that was found, and what of it matched.
///
/// @param rootService service of the root span; [#ROOT_NOT_RECEIVED] if there is no root
/// @param rootName name of the root span; [#ROOT_NOT_RECEIVED] if there is no root
/// @param startNanos start of the first span, in epoch nanoseconds
/// @param durationNanos from the first start to the last end
/// @param services by name
public record TraceMatch(
    TraceId id,
    String rootService,
    String rootName,
    long startNanos,
    long durationNanos,
    List<SpansetMatch> spansets,
    List<ServiceCount> services) {
  /// What stands for the root's service and name while the root is missing.
  public static final String ROOT_NOT_RECEIVED = "<root span not yet received>";

  public TraceMatch {
    spansets = List.copyOf(spansets);
    services = List.copyOf(services);
  }

  /// Spans that matched together.
  ///
  /// @param matched how many; `spans` may hold only the first of them
  /// @param attributes what stages found out, as `by(name)` and `count()`
  public record SpansetMatch(int matched, List<SpanMatch> spans, List<NamedValue> attributes) {
    public SpansetMatch {
      spans = List.copyOf(spans);
      attributes = List.copyOf(attributes);
    }
  }

  /// A span that matched, with the fields that the query named and the span has.
  public record SpanMatch(
      long spanId, String name, long startNanos, long durationNanos, List<NamedValue> attributes) {
    public SpanMatch {
      attributes = List.copyOf(attributes);
    }
  }

  /// How many spans of the trace are of a service, and how many of those failed.
  public record ServiceCount(String service, int spans, int errors) {}
}
