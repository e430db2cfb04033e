package dev.clew.pipeline.graph;

import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.Registry;
import dev.clew.pipeline.config.ConfigException;
import dev.clew.pipeline.config.KeyDoc;
import dev.clew.pipeline.config.Node;
import dev.clew.pipeline.config.Position;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.config.Resolver;
import dev.clew.pipeline.config.Section;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A configuration in the Collector's format, read, checked and joined, ready to be built.
///
/// @param defined all components by kind and id, those that no pipeline names too
/// @param extensions that run, in their order
/// @param pipelines in the order of the file
/// @param connections instances of connectors
/// @param isStoreExplicit whether only exporters of type `clew` store anything
public record CollectorFile(
    Map<Kind, Map<ComponentId, Component>> defined,
    List<Component> extensions,
    List<Pipeline> pipelines,
    List<Connection> connections,
    ServiceTelemetry telemetry,
    Compatibility compatibility,
    boolean isStoreExplicit,
    FeatureGates gates) {
  public CollectorFile {
    defined = Map.copyOf(defined);
    extensions = List.copyOf(extensions);
    pipelines = List.copyOf(pipelines);
    connections = List.copyOf(connections);
  }

  /// Keys of the top level, for the reference.
  public static List<KeyDoc> keys() {
    Registry none = new Registry(List.of());
    return Section.describe(new DraftReader(none, Set.of(), new Problems())::topLevel);
  }

  /// Loads what `--config` and `--set` name.
  public static Loading load(LoadRequest request, Registry registry) {
    Problems problems = new Problems();
    Node.Mapping root;
    try {
      root =
          new Resolver(request.providers(), request.gates().isEnabled(FeatureGates.MERGE_APPEND))
              .resolve(request.locations(), request.settings(), problems);
    } catch (ConfigException refusal) {
      problems.add(new Problem(Problem.Kind.DECODING, "", refusal.bare(), refusal.position()));
      return refused(Loading.Step.RESOLVE, problems);
    }
    return load(root, request, registry, problems);
  }

  private static Loading load(
      Node.Mapping root, LoadRequest request, Registry registry, Problems problems) {
    Draft draft = new DraftReader(registry, request.leftOut(), problems).read(root);
    if (problems.all().stream().anyMatch(one -> one.kind() == Problem.Kind.DECODING)) {
      return refused(Loading.Step.DECODE, problems);
    }
    References references = new References(draft, problems);
    List<Pipeline> pipelines = references.follow();
    if (problems.hasErrors()) {
      return refused(Loading.Step.VALIDATE, problems);
    }
    List<Connection> connections = new Graph(pipelines, problems).connect();
    if (problems.hasErrors()) {
      return refused(Loading.Step.BUILD, problems);
    }
    CollectorFile file =
        new CollectorFile(
            draft.components(),
            references.extensions(),
            pipelines,
            connections,
            draft.service().telemetry(),
            draft.compatibility(),
            draft.isStoreExplicit(),
            request.gates());
    file.explainTwins(problems);
    return new Loading(file, null, List.of(), problems.all());
  }

  private void explainTwins(Problems problems) {
    for (Pipeline pipeline : pipelines) {
      Pipeline.SpanTwin twin = pipeline.twin();
      if (twin != null) {
        Position at = twin.aggregation().position();
        String receivers =
            String.join(" ", twin.receivers().stream().map(one -> one.id().toString()).toList());
        problems.note(
            "metrics pipeline \"%s\": processor \"%s\" reads spans of receivers [%s]"
                .formatted(pipeline.id(), twin.aggregation().id(), receivers),
            at);
      }
    }
  }

  private static Loading refused(Loading.Step step, Problems problems) {
    boolean isDecoding = step == Loading.Step.DECODE;
    List<Problem> errors =
        problems.all().stream()
            .filter(Problem::isError)
            .filter(one -> !isDecoding || one.kind() == Problem.Kind.DECODING)
            .toList();
    List<Problem> rest = problems.all().stream().filter(one -> !one.isError()).toList();
    return new Loading(null, step, errors, rest);
  }
}
