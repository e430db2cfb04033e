package dev.clew.query.run;

import dev.clew.query.run.field.TraceSpans;
import java.util.List;

/// A part of a pipeline, compiled for one batch: makes any number of spansets, none empty, of one
/// spanset of a trace.
@FunctionalInterface
interface Step {
  List<Spanset> apply(TraceSpans trace, Spanset input);
}
