package dev.clew.pipeline.graph;

import dev.clew.pipeline.component.Route;
import java.util.List;

/// One instance of a connector: there is one for each pair of signals it joins.
///
/// @param from pipelines that it ends, all of the first signal
/// @param to pipelines that it begins, all of the second signal
public record Connection(
    Component connector, Route route, List<PipelineId> from, List<PipelineId> to) {
  public Connection {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }
}
