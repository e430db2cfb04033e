package dev.clew.server.collector;

import dev.clew.model.Signal;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.assembly.StageFactory.Place;
import dev.clew.pipeline.debug.DebugStage;
import dev.clew.pipeline.export.DebugOptions;
import dev.clew.pipeline.export.Delivery;
import dev.clew.pipeline.export.FileOptions;
import dev.clew.pipeline.export.FileOutput;
import dev.clew.pipeline.export.FileStage;
import dev.clew.pipeline.export.OtlpGrpcOptions;
import dev.clew.pipeline.export.OtlpHttpOptions;
import dev.clew.pipeline.flow.BatchOptions;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.Pipeline;
import dev.clew.pipeline.net.HttpServer;
import dev.clew.pipeline.prometheus.PrometheusConfig;
import dev.clew.pipeline.prometheus.PrometheusPage;
import dev.clew.server.http.Listener;
import dev.clew.server.http.page.PrometheusEndpoint;
import dev.clew.server.http.send.Senders;
import dev.clew.server.telemetry.Label;
import dev.clew.server.telemetry.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the exporters of all partitions share: pages, queues, connections.
final class Exporters implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Exporters.class);

  private final CollectorFile file;
  private final Path folder;
  private final InstantSource clock;
  private final Map<Component, PrometheusPage> pages = new LinkedHashMap<>();
  private final Map<Component, Sending> sendings = new LinkedHashMap<>();
  private final Map<Component, FileOutput> outputs = new LinkedHashMap<>();

  /// @param folder in which queues are kept
  Exporters(CollectorFile file, Path folder, InstantSource clock) {
    this.file = file;
    this.folder = folder;
    this.clock = clock;
  }

  /// The end of pipelines of one signal in one partition.
  Stage stage(Component component, Signal signal, Place place) {
    return switch (component.options()) {
      case PrometheusConfig config ->
          pages.computeIfAbsent(component, _ -> new PrometheusPage(config.page())).partition();
      case OtlpGrpcOptions options ->
          sending(component, options.delivery(), false)
              .stage(place, Encodings.of(false, signal, component.id().toString()));
      case OtlpHttpOptions options ->
          sending(component, options.delivery(), options.isJson())
              .stage(place, Encodings.of(options.isJson(), signal, component.id().toString()));
      case FileOptions options ->
          new FileStage(
              output(component, options),
              Encodings.of(!options.isProto(), signal, component.id().toString()));
      case DebugOptions options ->
          new DebugStage(
              options, text -> log.atInfo().addKeyValue("exporter", component.id()).log(text));
      default ->
          throw new IllegalStateException(
              "no end is known for %s of %s".formatted(signal, component.id()));
    };
  }

  /// Several requests become one by putting them behind each other, which JSON does not allow.
  private Sending sending(Component component, Delivery delivery, boolean isJson) {
    if (isJson && delivery.queue().batch() != null) {
      throw new IllegalArgumentException(
          "exporter \"%s\": sending_queue::batch needs encoding proto".formatted(component.id()));
    }
    BatchOptions batch = isJson ? null : batchBefore(component);
    Delivery gathering = batch == null ? delivery : delivery.gathering(batch);
    return sendings.computeIfAbsent(component, _ -> open(component, gathering));
  }

  /// The `batch` processor of a pipeline that ends in an exporter.
  private @Nullable BatchOptions batchBefore(Component exporter) {
    for (Pipeline pipeline : file.pipelines()) {
      if (pipeline.exporters().contains(exporter)) {
        for (Component processor : pipeline.processors()) {
          if (processor.options() instanceof BatchOptions options) {
            return options;
          }
        }
      }
    }
    return null;
  }

  private FileOutput output(Component component, FileOptions options) {
    return outputs.computeIfAbsent(
        component,
        _ -> {
          try {
            return new FileOutput(options, clock);
          } catch (IOException failure) {
            throw new UncheckedIOException(
                "exporter %s: %s".formatted(component.id(), failure.getMessage()), failure);
          }
        });
  }

  private Sending open(Component component, Delivery delivery) {
    String name = component.id().toString();
    String folderName = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    try {
      return Sending.open(
          name, folder.resolve(folderName), Senders.of(file, component, clock), delivery);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "exporter %s: %s".formatted(name, failure.getMessage()), failure);
    }
  }

  /// Which exporter holds so much that nothing more should come; null if none does.
  @Nullable String full() {
    for (Sending sending : sendings.values()) {
      if (sending.queue().isFull()) {
        return sending.name();
      }
    }
    return null;
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
        builder -> PrometheusEndpoint.addTo(builder, page));
  }

  /// What they tell of how it goes, under the Collector's names.
  List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    for (Sending sending : sendings.values()) {
      List<Label> labels = List.of(new Label("exporter", sending.name()));
      readings.add(
          Reading.counter(
              "otelcol_exporter_sent_rows",
              "Rows that the other side took.",
              labels,
              sending.counters().sentRows()));
      readings.add(
          Reading.counter(
              "otelcol_exporter_rejected_rows",
              "Rows of requests it took that it refused.",
              labels,
              sending.counters().rejectedRows()));
      readings.add(
          Reading.counter(
              "otelcol_exporter_dropped_rows",
              "Rows that were given up: refused for good, or for too long.",
              labels,
              sending.counters().droppedRows()));
      readings.add(
          Reading.counter(
              "otelcol_exporter_retries",
              "Attempts that failed and were followed by another.",
              labels,
              sending.counters().retries()));
      readings.add(
          Reading.gauge(
              "clew_exporter_failing",
              "1 while attempts fail and are tried again.",
              labels,
              sending.isFailing() ? 1 : 0));
      readings.add(
          Reading.gauge(
              "otelcol_exporter_queue_size",
              "What waits, in the unit of the queue.",
              labels,
              sending.queue().waiting()));
      readings.add(
          Reading.gauge(
              "otelcol_exporter_queue_bytes",
              "Disk that the queue takes.",
              labels,
              sending.queue().diskBytes()));
    }
    return readings;
  }

  @Override
  public void close() {
    sendings.values().forEach(Sending::close);
    for (FileOutput output : outputs.values()) {
      try {
        output.close();
      } catch (IOException failure) {
        log.atError().setCause(failure).log("file of an exporter did not close");
      }
    }
  }
}
