package dev.clew.pipeline.assembly;

import dev.clew.model.Signal;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.NamesExporter;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.Connection;
import dev.clew.pipeline.graph.Pipeline;
import dev.clew.pipeline.graph.PipelineId;
import dev.clew.pipeline.run.Shard;
import dev.clew.pipeline.tailsampling.TailSamplingOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds the stages of one partition from a checked configuration, each behind those it hands on
/// to: exporters and connectors are shared by all pipelines that name them, processors belong to
/// one pipeline.
///
/// A metrics pipeline with a processor that makes metrics of spans gets a second way in: spans of
/// its receivers, through instances of its own of the processors before that one.
public final class Assembly {
  private static final String STORE_TYPE = "clew";
  private static final Route SPANS_TO_METRICS = new Route(Signal.TRACES, Signal.METRICS);

  private final CollectorFile file;
  private final StageFactory factory;
  private final int partition;
  private final List<Shard.Member> downstreamFirst = new ArrayList<>();
  private final Map<String, Stage> shared = new HashMap<>();
  private final Map<PipelineId, Stage> begun = new HashMap<>();

  private Assembly(CollectorFile file, StageFactory factory, int partition) {
    this.file = file;
    this.factory = factory;
    this.partition = partition;
  }

  /// The stages of a partition.
  ///
  /// @param rereading for its samplers
  public static Shard shard(
      CollectorFile file, StageFactory factory, int partition, Rereading rereading) {
    Shard shard = new Assembly(file, factory, partition).build();
    rereading.bind(shard);
    return shard;
  }

  private Shard build() {
    Map<Shard.Entrance, List<Stage>> entries = new LinkedHashMap<>();
    for (Pipeline pipeline : file.pipelines()) {
      Stage begin = begin(pipeline);
      addEntries(entries, pipeline.receivers(), pipeline.signal(), begin);
      Pipeline.SpanTwin twin = pipeline.twin();
      if (twin != null) {
        addEntries(entries, twin.receivers(), Signal.TRACES, twin(pipeline, twin));
      }
    }
    return new Shard(entries, downstreamFirst.reversed());
  }

  private static void addEntries(
      Map<Shard.Entrance, List<Stage>> entries,
      List<Component> receivers,
      Signal signal,
      Stage begin) {
    for (Component receiver : receivers) {
      if (receiver.type().kind() == Kind.RECEIVER) {
        Shard.Entrance entrance = new Shard.Entrance(receiver.id().toString(), signal);
        entries.computeIfAbsent(entrance, _ -> new ArrayList<>()).add(begin);
      }
    }
  }

  /// The first stage of a pipeline. There are no cycles, so this ends.
  private Stage begin(Pipeline pipeline) {
    Stage known = begun.get(pipeline.id());
    if (known == null) {
      List<Component> processors = new ArrayList<>(pipeline.processors());
      Pipeline.SpanTwin twin = pipeline.twin();
      if (twin != null) {
        processors.remove(twin.aggregation());
      }
      known = chain(pipeline, pipeline.signal(), processors, "", end(pipeline));
      begun.put(pipeline.id(), known);
    }
    return known;
  }

  private Stage twin(Pipeline pipeline, Pipeline.SpanTwin twin) {
    Component maker = twin.aggregation();
    List<Stage> targets = new ArrayList<>();
    targets.add(chain(pipeline, Signal.METRICS, twin.behind(), "spans/behind/", end(pipeline)));
    for (Component named : metricsExporter(maker)) {
      if (!pipeline.exporters().contains(named)) {
        targets.add(exporter(named, Signal.METRICS));
      }
    }
    Stage aggregation = aggregation(pipeline, maker, FanOut.to(targets));
    return chain(pipeline, Signal.TRACES, twin.before(), "spans/", aggregation);
  }

  /// Makes metrics of spans beside the pipeline, which spans pass unchanged.
  private Stage besides(Pipeline pipeline, Component maker, Stage next) {
    List<Stage> targets = new ArrayList<>();
    metricsExporter(maker).forEach(named -> targets.add(exporter(named, Signal.METRICS)));
    if (!file.isStoreExplicit()) {
      targets.add(store(Signal.METRICS));
    }
    return FanOut.to(List.of(aggregation(pipeline, maker, FanOut.to(targets)), next));
  }

  private Stage aggregation(Pipeline pipeline, Component maker, Stage next) {
    StageFactory.Place place = place("%s/%s".formatted(pipeline.id(), maker.id()));
    return member(maker, place, factory.connector(maker, SPANS_TO_METRICS, next, place));
  }

  /// The exporter that a processor names for its metrics, if it names one.
  private List<Component> metricsExporter(Component maker) {
    if (!(maker.options() instanceof NamesExporter options)) {
      return List.of();
    }
    return file.defined().getOrDefault(Kind.EXPORTER, Map.of()).values().stream()
        .filter(each -> each.id().toString().equals(options.metricsExporter()))
        .toList();
  }

  private Stage chain(
      Pipeline pipeline, Signal signal, List<Component> processors, String branch, Stage end) {
    Stage next = end;
    for (Component processor : processors.reversed()) {
      if (!processor.isLeftOut()) {
        next = processor(pipeline, signal, processor, branch, next);
      }
    }
    return next;
  }

  private Stage processor(
      Pipeline pipeline, Signal signal, Component processor, String branch, Stage next) {
    if (signal == Signal.TRACES && processor.type().supports(SPANS_TO_METRICS)) {
      return besides(pipeline, processor, next);
    }
    StageFactory.Place place = place("%s/%s%s".formatted(pipeline.id(), branch, processor.id()));
    return member(processor, place, factory.processor(processor, signal, next, place));
  }

  private Stage end(Pipeline pipeline) {
    List<Stage> ends = new ArrayList<>();
    boolean isStored = false;
    for (Component exporter : pipeline.exporters()) {
      if (exporter.type().kind() == Kind.CONNECTOR) {
        file.connections().stream()
            .filter(each -> each.connector().equals(exporter))
            .filter(each -> each.from().contains(pipeline.id()))
            .forEach(each -> ends.add(connection(each)));
      } else if (!exporter.isLeftOut()) {
        isStored |= exporter.type().name().equals(STORE_TYPE);
        ends.add(exporter(exporter, pipeline.signal()));
      }
    }
    if (!isStored && !file.isStoreExplicit() && endsForPeople(pipeline)) {
      ends.add(store(pipeline.signal()));
    }
    return FanOut.to(ends);
  }

  /// Whether a pipeline ends anywhere but in connectors, which only carry on what others end.
  private static boolean endsForPeople(Pipeline pipeline) {
    return pipeline.exporters().stream().anyMatch(each -> each.type().kind() == Kind.EXPORTER);
  }

  private Stage connection(Connection connection) {
    String id =
        "connector/%s/%s-%s"
            .formatted(
                connection.connector().id(),
                PipelineId.word(connection.route().from()),
                PipelineId.word(connection.route().to()));
    Stage known = shared.get(id);
    if (known == null) {
      List<Stage> targets = new ArrayList<>();
      for (Pipeline pipeline : file.pipelines()) {
        if (connection.to().contains(pipeline.id())) {
          targets.add(begin(pipeline));
        }
      }
      Stage next = FanOut.to(targets);
      Component connector = connection.connector();
      StageFactory.Place place = place(id);
      known =
          connector.isLeftOut()
              ? next
              : member(
                  connector, place, factory.connector(connector, connection.route(), next, place));
      shared.put(id, known);
    }
    return known;
  }

  private Stage exporter(Component exporter, Signal signal) {
    String id = "exporter/%s/%s".formatted(exporter.id(), PipelineId.word(signal));
    Stage known = shared.get(id);
    if (known == null) {
      StageFactory.Place place = place(id);
      known = member(exporter, place, factory.exporter(exporter, signal, place));
      shared.put(id, known);
    }
    return known;
  }

  private Stage store(Signal signal) {
    String id = "store/" + PipelineId.word(signal);
    return shared.computeIfAbsent(id, _ -> factory.store(signal, place(id)));
  }

  private StageFactory.Place place(String id) {
    return new StageFactory.Place(partition, id);
  }

  /// A sampler takes over its state whatever its policies are: there are spans that wait.
  private static String configuration(Component component) {
    return component.options() instanceof TailSamplingOptions
        ? component.type().name()
        : Fingerprint.of(component.node());
  }

  private Stage member(Component component, StageFactory.Place place, Stage stage) {
    downstreamFirst.add(new Shard.Member(place.id(), configuration(component), stage));
    return stage;
  }
}
