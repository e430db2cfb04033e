package dev.clew.pipeline.count;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.count.CountMetric.Dimension;
import dev.clew.pipeline.ottl.OttlConditions;
import dev.clew.pipeline.ottl.OttlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Options of the `count` connector.
public record CountOptions(List<CountMetric> metrics) {
  /// The type.
  public static final ComponentType<CountOptions> TYPE =
      ComponentType.connector(
          "count",
          Set.of(
              new Route(Signal.TRACES, Signal.METRICS),
              new Route(Signal.METRICS, Signal.METRICS),
              new Route(Signal.LOGS, Signal.METRICS)),
          CountOptions::read,
          "Counts spans, events, metrics, points and log records.");

  public CountOptions {
    metrics = List.copyOf(metrics);
  }

  public static CountOptions read(Section section) {
    List<CountMetric> metrics = new ArrayList<>();
    for (Counted counted : Counted.values()) {
      metrics.addAll(read(section, counted));
    }
    return new CountOptions(metrics);
  }

  private static List<CountMetric> read(Section section, Counted counted) {
    String key = counted.key();
    Map<String, Fields> named =
        section.named(
            key, Fields::read, "Metrics by name; absent for `" + counted.defaultMetric() + "`.");
    if (!section.has(key)) {
      return List.of(CountMetric.standard(counted));
    }
    List<CountMetric> metrics = new ArrayList<>();
    if (named != null) {
      named.forEach((name, fields) -> metrics.add(metric(section, counted, name, fields)));
    }
    return metrics;
  }

  private static CountMetric metric(Section section, Counted counted, String name, Fields fields) {
    String key = counted.key();
    section.check(!name.isEmpty(), key, key + ": metric name missing");
    for (Dimension dimension : fields.attributes) {
      section.check(
          !dimension.key().isEmpty(),
          key,
          "%s attributes: metric \"%s\": attribute key missing".formatted(key, name));
    }
    section.check(
        counted != Counted.METRICS || fields.attributes.isEmpty(),
        key,
        "metrics attributes not supported: metric \"%s\"".formatted(name));
    OttlConditions conditions;
    try {
      conditions = OttlConditions.parse(counted.context(), fields.conditions);
    } catch (OttlException failure) {
      section.fail(
          key, "%s condition: metric \"%s\": %s".formatted(key, name, failure.getMessage()));
      conditions = OttlConditions.parse(counted.context(), List.of());
    }
    return new CountMetric(counted, name, fields.description, conditions, fields.attributes);
  }

  /// The metrics that count something of a signal.
  List<CountMetric> of(Signal signal) {
    return metrics.stream().filter(metric -> metric.counted().isOf(signal)).toList();
  }

  /// The keys of one metric.
  private record Fields(String description, List<String> conditions, List<Dimension> attributes) {
    static Fields read(Section section) {
      return new Fields(
          section.text("description", "", "Description of the metric."),
          section.texts("conditions", List.of(), "What is counted: one must hold; none for all."),
          section.sections(
              "attributes",
              Dimension::read,
              "Attributes of the points; what lacks one is not counted."));
    }
  }
}
