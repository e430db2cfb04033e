package dev.clew.pipeline.graph;

import dev.clew.model.Signal;
import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.NamesExporter;
import dev.clew.pipeline.component.Registry;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.config.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The types that fixtures use: those of the product, and upstream's types for tests.
final class TestTypes {
  private TestTypes() {}

  /// What a stand-in read.
  record Anything(Value value, String metricsExporter) implements NamesExporter {
    static Anything read(Section section) {
      String exporter = section.text("metrics_exporter", "", "");
      return new Anything(section.everything(), exporter);
    }
  }

  static Registry registry() {
    List<ComponentType<?>> types = new ArrayList<>();
    for (Kind kind : List.of(Kind.RECEIVER, Kind.PROCESSOR, Kind.EXPORTER)) {
      types.add(ComponentType.of(kind, "nop", ComponentType.allSignals(), _ -> "nop", ""));
    }
    types.add(ComponentType.of(Kind.RECEIVER, "nop_logs", Set.of(Signal.LOGS), _ -> "nop", ""));
    types.add(
        ComponentType.of(Kind.PROCESSOR, "unhealthy", ComponentType.allSignals(), _ -> "", ""));
    types.add(ComponentType.connector("nop", routes(), _ -> "nop", ""));
    types.add(ComponentType.extension("nop", _ -> "nop", ""));
    types.add(ComponentType.extension("statuswatcher", _ -> "", ""));
    return Catalog.registry().with(types);
  }

  /// The same with stand-ins for types that read anything.
  static Registry withStandIns() {
    List<ComponentType<?>> types = new ArrayList<>();
    Registry known = registry();
    standIn(types, known, "filter", ComponentType.allSignals());
    standIn(types, known, "resource", ComponentType.allSignals());
    standIn(types, known, "tail_sampling", Set.of(Signal.TRACES));
    if (known.find(Kind.PROCESSOR, "spanmetrics") == null) {
      Set<Route> routes = new HashSet<>();
      routes.add(new Route(Signal.TRACES, Signal.TRACES));
      routes.add(new Route(Signal.METRICS, Signal.METRICS));
      routes.add(new Route(Signal.TRACES, Signal.METRICS));
      types.add(
          new ComponentType<>(
              Kind.PROCESSOR, "spanmetrics", List.of(), routes, Anything::read, ""));
    }
    if (known.find(Kind.EXPORTER, "prometheus") == null) {
      types.add(
          ComponentType.of(
              Kind.EXPORTER, "prometheus", Set.of(Signal.METRICS), Anything::read, ""));
    }
    return known.with(types);
  }

  private static void standIn(
      List<ComponentType<?>> types, Registry known, String name, Set<Signal> signals) {
    if (known.find(Kind.PROCESSOR, name) == null) {
      types.add(ComponentType.of(Kind.PROCESSOR, name, signals, Anything::read, ""));
    }
  }

  private static Set<Route> routes() {
    Set<Route> routes = new HashSet<>();
    for (Signal from : Signal.values()) {
      for (Signal to : Signal.values()) {
        routes.add(new Route(from, to));
      }
    }
    return routes;
  }
}
