package dev.clew.server.collector;

import dev.clew.model.Signal;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.assembly.StageFactory.Place;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.net.HttpServer;
import dev.clew.pipeline.prometheus.PrometheusConfig;
import dev.clew.pipeline.prometheus.PrometheusPage;
import dev.clew.server.http.Listener;
import dev.clew.server.http.page.PrometheusEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the exporters of all partitions share.
final class Exporters implements AutoCloseable {
  private final Map<Component, PrometheusPage> pages = new LinkedHashMap<>();

  /// The end of pipelines of one signal in one partition.
  Stage stage(Component component, Signal signal, Place place) {
    return switch (component.options()) {
      case PrometheusConfig config ->
          pages.computeIfAbsent(component, _ -> new PrometheusPage(config.page())).partition();
      default -> throw new IllegalStateException("no stage is known for " + component.id());
    };
  }

  /// Where they offer something.
  List<Listener> listeners() {
    List<Listener> listeners = new ArrayList<>();
    pages.forEach((component, page) -> listeners.add(listener(component, page)));
    return listeners;
  }

  private static Listener listener(Component component, PrometheusPage page) {
    HttpServer server = component.options(PrometheusConfig.class).server();
    return new Listener(
        component.id().toString(),
        Listener.address(server.listening().endpoint()),
        ServerFiles.of(server.tls()),
        builder -> builder.service("/metrics", new PrometheusEndpoint(page)));
  }

  @Override
  public void close() {}
}
