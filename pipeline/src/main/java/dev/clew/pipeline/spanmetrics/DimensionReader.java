package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.prometheus.PrometheusNames;
import dev.clew.pipeline.prometheus.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads which labels the metrics of spans have.
final class DimensionReader {
  private static final List<String> BUILT_IN =
      List.of("service.name", "span.kind", "status.code", "span.name");

  /// Attributes whose values a sender can vary without end.
  private static final Set<String> UNBOUNDED =
      Set.of(
          "net.peer.ip",
          "net.peer.port",
          "net.sock.peer.addr",
          "net.sock.peer.port",
          "network.peer.address",
          "network.peer.port",
          "client.address",
          "client.port",
          "source.address",
          "http.client_ip",
          "auth.username",
          "auth.subject",
          "auth.failure_reason",
          "enduser.id",
          "user.id",
          "user.name",
          "user.email",
          "session.id",
          "error.message",
          "exception.message",
          "exception.stacktrace",
          "http.url",
          "http.target",
          "http.user_agent",
          "user_agent.original",
          "url.full",
          "url.path",
          "url.query",
          "db.statement",
          "db.query.text");

  private final Section section;
  private final boolean isConnector;
  private List<Dimension> shared = List.of();

  DimensionReader(Section section, boolean isConnector) {
    this.section = section;
    this.isConnector = isConnector;
  }

  /// What an item of a list says.
  static List<Dimension> list(Section section, String key, String doc) {
    return section.sections(
        key,
        item ->
            new Dimension(
                item.requiredText("name", "dimension name is missing", "Name of the attribute."),
                fallback(item)),
        doc);
  }

  private static @Nullable String fallback(Section item) {
    return item.text("default", "Value if neither span nor resource has the attribute.");
  }

  SpanMetricsOptions.Dimensions read(List<Dimension> ofDurations) {
    shared = list(section, "dimensions", "Attributes that become labels.");
    List<Dimension> calls = List.of();
    List<Dimension> events = null;
    Set<String> excluded = Set.of();
    Set<String> scopes = Set.of();
    if (isConnector) {
      calls = list(section, "calls_dimensions", "More labels of calls.");
      excluded =
          new HashSet<>(
              section.texts(
                  "exclude_dimensions",
                  List.of(),
                  "Labels to leave out, of `service.name`, `span.name`, `span.kind` and `status.code`."));
      events =
          section.section("events", DimensionReader::events, "Events of spans as a metric.").get();
      scopes =
          new HashSet<>(
              section.texts(
                  "include_instrumentation_scope",
                  List.of(),
                  "Instrumentation scopes whose name and version become labels."));
      boolean isSampled =
          section.flag("enable_metrics_sampling_method", false, "Must be false: all spans count.");
      section.check(
          !isSampled,
          "enable_metrics_sampling_method",
          "enable_metrics_sampling_method is not supported: spans are counted before any sampling");
    }
    checkNames("dimensions", shared, calls);
    checkNames("histogram", shared, ofDurations);
    if (events != null) {
      checkNames("events", shared, events);
    }
    boolean hasLabel = !excluded.containsAll(BUILT_IN) || !shared.isEmpty() || !scopes.isEmpty();
    section.check(hasLabel, "exclude_dimensions", "at least one dimension must be left");
    return new SpanMetricsOptions.Dimensions(
        shared, calls, ofDurations, events, hasLabel ? excluded : Set.of(), scopes);
  }

  /// Dimensions of events; null inside if events are not counted.
  private record Events(@Nullable List<Dimension> dimensions) {
    @Nullable List<Dimension> get() {
      return dimensions;
    }
  }

  private static Events events(Section inner) {
    boolean isOn = inner.flag("enabled", false, "Whether events are counted.");
    List<Dimension> dimensions = list(inner, "dimensions", "Labels of events besides.");
    inner.check(
        !isOn || !dimensions.isEmpty(), "dimensions", "no dimensions configured for events");
    return new Events(isOn ? dimensions : null);
  }

  private void checkNames(String key, List<Dimension> first, List<Dimension> second) {
    String prefix = isConnector ? "failed validating dimensions: " : "";
    PrometheusNames names = new PrometheusNames("", Translation.UNDERSCORE_WITH_SUFFIXES);
    Set<String> seen = new HashSet<>(BUILT_IN);
    Set<String> labels = new HashSet<>();
    if (!isConnector) {
      seen.add("operation");
      seen.forEach(name -> labels.add(names.label(name)));
    }
    List<Dimension> all = new ArrayList<>(first);
    all.addAll(second);
    for (Dimension dimension : all) {
      String name = dimension.name();
      if (!seen.add(name)) {
        section.fail(key, prefix + "duplicate dimension name " + name);
      } else if (!isConnector && !labels.add(names.label(name))) {
        section.fail(key, "duplicate dimension name " + name + " after sanitization");
      }
    }
  }

  /// Warns of dimensions that will have ever more values, unless something bounds them.
  void warnOfUnbounded(boolean isBounded, Set<String> withPrefix) {
    for (int i = 0; !isBounded && i < shared.size(); i++) {
      String name = shared.get(i).name();
      if (UNBOUNDED.contains(name) && !withPrefix.contains(name)) {
        section.warn(
            "W9",
            "dimensions",
            "dimension \"%s\" has ever more values, and aggregation_cardinality_limit is not set"
                .formatted(name));
      }
    }
  }
}
