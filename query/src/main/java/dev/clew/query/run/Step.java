package dev.clew.query.run;

import dev.clew.query.run.field.TraceSpans;
import java.util.List;

/// A part of a pipeline, compiled for one batch: makes any number of spansets, none empty, of one
/// spanset of a trace.
@FunctionalInterface
interface Step {
  List<Spanset> apply(TraceSpans trace, Spanset input);

  /// This step and another one on each of its results.
  default Step then(Step next) {
    return (trace, input) ->
        apply(trace, input).stream().flatMap(each -> next.apply(trace, each).stream()).toList();
  }
}
