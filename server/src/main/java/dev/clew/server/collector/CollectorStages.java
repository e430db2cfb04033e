package dev.clew.server.collector;

import dev.clew.model.Batch;
import dev.clew.model.Signal;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.assembly.Rereading;
import dev.clew.pipeline.assembly.StageFactory;
import dev.clew.pipeline.attributes.AttributesOptions;
import dev.clew.pipeline.attributes.AttributesStage;
import dev.clew.pipeline.attributes.ResourceOptions;
import dev.clew.pipeline.attributes.ResourceStage;
import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.count.CountOptions;
import dev.clew.pipeline.count.CountStage;
import dev.clew.pipeline.exceptions.ExceptionLogsStage;
import dev.clew.pipeline.exceptions.ExceptionMetricsStage;
import dev.clew.pipeline.exceptions.ExceptionsOptions;
import dev.clew.pipeline.export.ClewOptions;
import dev.clew.pipeline.filter.FilterOptions;
import dev.clew.pipeline.filter.FilterStage;
import dev.clew.pipeline.flow.BatchOptions;
import dev.clew.pipeline.flow.BatchStage;
import dev.clew.pipeline.flow.MemoryLimiterOptions;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Compatibility;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.FeatureGates;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.pipeline.servicegraph.ServiceGraph;
import dev.clew.pipeline.servicegraph.ServiceGraphOptions;
import dev.clew.pipeline.spanmetrics.NamingProfile;
import dev.clew.pipeline.spanmetrics.SpanMetrics;
import dev.clew.pipeline.spanmetrics.SpanMetricsConfig;
import dev.clew.pipeline.spanmetrics.SpanMetricsOptions;
import dev.clew.pipeline.tailsampling.SamplingContext;
import dev.clew.pipeline.tailsampling.TailSampling;
import dev.clew.pipeline.tailsampling.TailSamplingOptions;
import dev.clew.pipeline.transform.TransformOptions;
import dev.clew.pipeline.transform.TransformStage;
import org.jspecify.annotations.Nullable;

/// Makes the stages of one partition: the one place that knows which class a component is.
final class CollectorStages implements StageFactory {
  private final CollectorFile file;
  private final Exporters exporters;
  private final Storing storing;
  private final Rereading rereading;
  private final Samplers samplers;
  private final long hashSeed;
  private final Watch watch;

  /// @param exporters what all partitions share
  /// @param hashSeed the same for all partitions and after a restart
  /// @param watch notes what tells how it goes
  CollectorStages(
      CollectorFile file,
      Exporters exporters,
      Storing storing,
      Rereading rereading,
      Samplers samplers,
      long hashSeed,
      Watch watch) {
    this.file = file;
    this.exporters = exporters;
    this.storing = storing;
    this.rereading = rereading;
    this.samplers = samplers;
    this.hashSeed = hashSeed;
    this.watch = watch;
  }

  @Override
  public Stage processor(Component component, Signal signal, Stage next, Place place) {
    return watch.rows(place, processing(component, signal, next, place));
  }

  private Stage processing(Component component, Signal signal, Stage next, Place place) {
    return switch (component.options()) {
      case FilterOptions options -> new FilterStage(options, filterMode(), errors(place), next);
      case AttributesOptions options -> attributes(options, signal, next, place);
      case ResourceOptions options -> new ResourceStage(options, next);
      case TransformOptions options -> new TransformStage(options, errors(place), next);
      case TailSamplingOptions options -> sampler(options, next, place);
      case BatchOptions options -> new BatchStage(options, next);
      // Refuses requests where they are received, and has nothing to do behind the log.
      case MemoryLimiterOptions _ -> new PassThrough(next);
      default -> throw unknown(component);
    };
  }

  @Override
  public Stage connector(Component component, Route route, Stage next, Place place) {
    return watch.rows(place, connecting(component, route, next, place));
  }

  private Stage connecting(Component component, Route route, Stage next, Place place) {
    return switch (component.options()) {
      case SpanMetricsConfig config -> watch.add(place, spanMetrics(config, place, next));
      case ServiceGraphOptions options -> new ServiceGraph(options, next);
      case CountOptions options -> new CountStage(options, errors(place), next);
      case ExceptionsOptions options ->
          route.to() == Signal.LOGS
              ? new ExceptionLogsStage(options, next)
              : new ExceptionMetricsStage(options, next);
      case Catalog.ForwardOptions _ -> new PassThrough(next);
      default -> throw unknown(component);
    };
  }

  @Override
  public Stage exporter(Component component, Signal signal, Place place) {
    return component.options() instanceof ClewOptions
        ? store(signal, place)
        : watch.rows(place, exporters.stage(component, signal, place));
  }

  @Override
  public Stage store(Signal signal, Place place) {
    return watch.rows(place, (batch, arrival) -> keep(batch, arrival, place.partition()));
  }

  private void keep(Batch batch, Arrival arrival, int partition) {
    if (!arrival.isRecall()) {
      storing.store(batch, partition, arrival.offset());
    }
  }

  private static Stage attributes(
      AttributesOptions options, Signal signal, Stage next, Place place) {
    String refusal = options.refusal(signal);
    if (refusal != null) {
      throw new IllegalArgumentException("%s: %s".formatted(place.id(), refusal));
    }
    return new AttributesStage(options, next);
  }

  private Stage sampler(TailSamplingOptions options, Stage next, Place place) {
    Rereading.Tap tap = rereading.tap();
    Compatibility compatibility = file.compatibility();
    SamplingContext context =
        new SamplingContext(
            samplers.limits(),
            samplers.folder(place.partition(), place.id()),
            tap,
            compatibility.isLatencyBoundInclusive(),
            compatibility.fallsThroughOverflow(),
            file.gates().isEnabled(FeatureGates.RECORD_POLICY),
            false);
    TailSampling sampler = watch.add(place, new TailSampling(options, context, next));
    samplers.add(sampler);
    return new Tapped(sampler, tap.before(sampler));
  }

  private SpanMetrics spanMetrics(SpanMetricsConfig config, Place place, Stage next) {
    Compatibility compatibility = file.compatibility();
    String naming = compatibility.naming();
    SpanMetricsOptions options =
        config.options(
            naming == null ? null : NamingProfile.named(naming),
            file.gates().isEnabled(FeatureGates.LEGACY_NAMES),
            countsUnnamed(compatibility.missingServiceName()));
    return new SpanMetrics(place.id(), options.withHashSeed(hashSeed), null, next);
  }

  private static @Nullable Boolean countsUnnamed(@Nullable String missingServiceName) {
    return missingServiceName == null ? null : missingServiceName.equals("unknown_service");
  }

  private ErrorMode filterMode() {
    boolean isIgnoring =
        file.compatibility().ignoresFilterErrors()
            || file.gates().isEnabled(FeatureGates.FILTER_IGNORE);
    return isIgnoring ? ErrorMode.IGNORE : ErrorMode.PROPAGATE;
  }

  private EvaluationErrors errors(Place place) {
    return watch.add(place, new EvaluationErrors(place.id()));
  }

  private static IllegalStateException unknown(Component component) {
    return new IllegalStateException("no stage is known for " + component.id());
  }
}
