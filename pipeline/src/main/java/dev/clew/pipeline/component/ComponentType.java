package dev.clew.pipeline.component;

import dev.clew.model.Signal;
import dev.clew.pipeline.config.KeyDoc;
import dev.clew.pipeline.config.Section;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A type of component that a configuration may name.
///
/// @param <O> its options, a record
/// @param name as the reference calls it, the newest one upstream
/// @param aliases other names that mean the same
/// @param routes what it takes and gives: equal signals for all but connectors, none for extensions
/// @param reader of its section; see [Section] for what it must heed
/// @param doc one or two sentences for the reference
public record ComponentType<O>(
    Kind kind,
    String name,
    List<String> aliases,
    Set<Route> routes,
    Function<Section, O> reader,
    String doc) {
  public ComponentType {
    aliases = List.copyOf(aliases);
    routes = Set.copyOf(routes);
  }

  /// A receiver, processor or exporter of some signals.
  public static <O> ComponentType<O> of(
      Kind kind, String name, Set<Signal> signals, Function<Section, O> reader, String doc) {
    return new ComponentType<>(kind, name, List.of(), straight(signals), reader, doc);
  }

  /// A connector.
  public static <O> ComponentType<O> connector(
      String name, Set<Route> routes, Function<Section, O> reader, String doc) {
    return new ComponentType<>(Kind.CONNECTOR, name, List.of(), routes, reader, doc);
  }

  /// An extension.
  public static <O> ComponentType<O> extension(
      String name, Function<Section, O> reader, String doc) {
    return new ComponentType<>(Kind.EXTENSION, name, List.of(), Set.of(), reader, doc);
  }

  /// The same with more names.
  public ComponentType<O> called(String... more) {
    return new ComponentType<>(kind, name, List.of(more), routes, reader, doc);
  }

  /// Every signal as it is.
  public static Set<Signal> allSignals() {
    return EnumSet.allOf(Signal.class);
  }

  private static Set<Route> straight(Set<Signal> signals) {
    return signals.stream().map(signal -> new Route(signal, signal)).collect(Collectors.toSet());
  }

  public boolean supports(Signal signal) {
    return routes.contains(new Route(signal, signal));
  }

  public boolean supports(Route route) {
    return routes.contains(route);
  }

  /// Its keys for the reference.
  public List<KeyDoc> keys() {
    return Section.describe(reader);
  }
}
