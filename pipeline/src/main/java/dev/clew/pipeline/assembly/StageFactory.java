package dev.clew.pipeline.assembly;

import dev.clew.model.Signal;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.graph.Component;

/// Makes the stages of components. Asked once for each stage of each partition.
public interface StageFactory {
  /// A processor of a pipeline.
  Stage processor(Component component, Signal signal, Stage next, Place place);

  /// A connector between pipelines, or a processor that makes metrics of spans.
  ///
  /// @param next takes what it makes, of the second signal
  Stage connector(Component component, Route route, Stage next, Place place);

  /// The end of pipelines of one signal.
  Stage exporter(Component component, Signal signal, Place place);

  /// Clew's own store, in which every pipeline ends that names no exporter of its kind.
  Stage store(Signal signal, Place place);

  /// Where a stage stands.
  ///
  /// @param partition of the log
  /// @param id of the stage, unique in the partition, the same over restarts
  record Place(int partition, String id) {}
}
