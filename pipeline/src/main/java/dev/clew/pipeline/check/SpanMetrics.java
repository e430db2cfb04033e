package dev.clew.pipeline.check;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.Connection;
import dev.clew.pipeline.graph.FeatureGates;
import dev.clew.pipeline.graph.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a component that makes metrics of spans puts on the page of one exporter.
///
/// @param profile of its names
/// @param names of its series as they are scraped
/// @param durations those of them that hold durations
/// @param labels that its series may have
record SpanMetrics(
    Component component,
    String profile,
    boolean skipsUnnamed,
    boolean isMillis,
    Set<String> names,
    Set<String> durations,
    Set<String> labels) {
  private static final Pattern UNBOUNDED =
      Pattern.compile(
          "(?i).*(?:peer\\.ip|peer\\.addr|peer\\.port|client\\.address|client\\.ip|source\\.address"
              + "|user_?name|user\\.name|user\\.id|enduser\\.id|email|subject|session"
              + "|reason|message|error|stacktrace|url|http\\.target|query).*");
  private static final Set<String> LEGACY_LABELS =
      Set.of("service_name", "operation", "span_kind", "status_code", "le");
  private static final Set<String> LABELS =
      Set.of("service_name", "span_name", "span_kind", "status_code", "le");

  /// One for each component and each Prometheus exporter behind it.
  static List<SpanMetrics> of(CollectorFile file) {
    List<SpanMetrics> all = new ArrayList<>();
    for (Component component : Checks.all(file, Kind.PROCESSOR)) {
      if (component.type().name().equals("spanmetrics")) {
        behindProcessor(file, component).forEach(page -> all.add(of(file, component, page)));
      }
    }
    for (Component component : Checks.all(file, Kind.CONNECTOR)) {
      if (component.type().name().equals("span_metrics")
          || component.type().name().equals("spanmetrics")) {
        behindConnector(file, component).forEach(page -> all.add(of(file, component, page)));
      }
    }
    return all;
  }

  private static Set<Component> behindProcessor(CollectorFile file, Component component) {
    String named = Look.text(Look.at(component.node().value(), "metrics_exporter"));
    Set<Component> pages = new LinkedHashSet<>();
    for (Pipeline pipeline : file.pipelines()) {
      boolean isIn =
          pipeline.signal() == Signal.METRICS && pipeline.processors().contains(component);
      for (Component exporter : pipeline.exporters()) {
        if (isPage(exporter) && (isIn || exporter.id().toString().equals(named))) {
          pages.add(exporter);
        }
      }
    }
    return pages;
  }

  private static Set<Component> behindConnector(CollectorFile file, Component component) {
    Set<Component> pages = new LinkedHashSet<>();
    for (Connection connection : file.connections()) {
      for (Pipeline pipeline : file.pipelines()) {
        if (connection.connector().equals(component) && connection.to().contains(pipeline.id())) {
          pipeline.exporters().stream().filter(SpanMetrics::isPage).forEach(pages::add);
        }
      }
    }
    return pages;
  }

  private static boolean isPage(Component exporter) {
    return exporter.type().name().equals("prometheus");
  }

  private static SpanMetrics of(CollectorFile file, Component component, Component page) {
    Value options = component.node().value();
    String profile = profile(file, component);
    boolean isMillis = !Look.text(Look.at(options, "histogram", "unit")).equals("s");
    boolean hasSuffixes =
        !Look.text(Look.at(page.node().value(), "add_metric_suffixes")).equals("false");
    String unit = hasSuffixes ? (isMillis ? "_milliseconds" : "_seconds") : "";
    String total = hasSuffixes ? "_total" : "";
    String own = Look.text(Look.at(options, "namespace"));
    String prefix = prefix(Look.text(Look.at(page.node().value(), "namespace")));
    Set<String> names = new TreeSet<>();
    Set<String> durations = new TreeSet<>();
    String duration =
        switch (profile) {
          case "hybrid" -> prefix + prefix(own) + "duration";
          case "legacy" -> prefix + prefix(own) + "latency" + unit;
          case "connector-0.108" -> prefix + prefix(own) + "duration" + unit;
          default ->
              prefix + prefix(own.isEmpty() ? "traces.span.metrics" : own) + "duration" + unit;
        };
    String calls =
        switch (profile) {
          case "hybrid", "legacy" -> prefix + prefix(own) + "calls_total";
          case "connector-0.108" -> prefix + prefix(own) + "calls" + total;
          default -> prefix + prefix(own.isEmpty() ? "traces.span.metrics" : own) + "calls" + total;
        };
    names.add(calls);
    for (String suffix : List.of("_bucket", "_sum", "_count")) {
      durations.add(duration + suffix);
    }
    names.addAll(durations);
    return new SpanMetrics(
        component,
        profile,
        skips(file, profile),
        isMillis,
        names,
        durations,
        labels(options, page, profile));
  }

  private static boolean skips(CollectorFile file, String profile) {
    String way = file.compatibility().missingServiceName();
    return way == null ? !profile.equals("hybrid") : way.equals("skip");
  }

  private static String profile(CollectorFile file, Component component) {
    String named = file.compatibility().naming();
    if (named != null) {
      return named;
    }
    Value options = component.node().value();
    if (component.type().kind() == Kind.PROCESSOR) {
      return Look.has(options, "histogram") ? "hybrid" : "legacy";
    }
    boolean isOld =
        file.gates().isEnabled(FeatureGates.LEGACY_NAMES)
            || (Look.has(options, "namespace")
                && Look.text(Look.at(options, "namespace")).isEmpty());
    return isOld ? "connector-0.108" : "connector-0.109";
  }

  private static String prefix(String namespace) {
    return namespace.isEmpty() ? "" : label(namespace) + "_";
  }

  private static Set<String> labels(Value options, Component page, String profile) {
    Set<String> labels = new TreeSet<>(profile.equals("legacy") ? LEGACY_LABELS : LABELS);
    dimensions(options).forEach(name -> labels.add(label(name)));
    Look.entries(Look.at(page.node().value(), "const_labels")).keySet().forEach(labels::add);
    if (profile.startsWith("connector")) {
      labels.add("job");
      labels.add("instance");
    }
    return labels;
  }

  private static List<String> dimensions(Value options) {
    List<String> names = new ArrayList<>();
    for (Value list :
        List.of(
            Look.at(options, "dimensions"),
            Look.at(options, "calls_dimensions"),
            Look.at(options, "histogram", "dimensions"))) {
      Look.items(list).forEach(item -> names.add(Look.text(Look.at(item, "name"))));
    }
    return names;
  }

  private static String label(String name) {
    return name.replaceAll("[^a-zA-Z0-9]+", "_");
  }

  /// W4 and W9.
  void check(Problems problems) {
    Value options = component.node().value();
    String path = component.type().kind().plural() + "::" + component.id() + ": ";
    if (skipsUnnamed) {
      problems.warn(
          "W4",
          path + "spans without \"service.name\" are not counted (compat.missing_service_name)",
          component.position());
    }
    if (Look.isSet(Look.at(options, "aggregation_cardinality_limit"))) {
      return;
    }
    for (String dimension : dimensions(options)) {
      if (UNBOUNDED.matcher(dimension).matches()) {
        problems.warn(
            "W9",
            path
                + "dimension \"%s\" can have any number of values and the file sets no limit: series beyond Clew's own limit go into one overflow series"
                    .formatted(dimension),
            component.position());
      }
    }
  }
}
