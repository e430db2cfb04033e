/// The arithmetic of PromQL: what functions compute, on arrays, without knowing of queries.
///
/// A [dev.clew.query.promql.functions.RangeFunction] takes the samples of one series and the
/// [dev.clew.query.promql.functions.Windows] of all steps and writes the values of all steps in one
/// pass. [dev.clew.query.promql.functions.RangeFunctions] has them by name, as
/// [dev.clew.query.promql.functions.ElementFunctions] has those of one value.
@NullMarked
package dev.clew.query.promql.functions;

import org.jspecify.annotations.NullMarked;
