package dev.clew.query.promql.run;

import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.StepValues;

/// A series that is kept for a while.
record KeptSeries(Labels labels, boolean dropsName, StepValues values) {}
