/// Runs PromQL queries.
///
/// ```
/// Expression ─┐                                        ┌▶ Answer: scalar, string, vector or matrix
/// times ──────┼▶ PromQuery ──▶ PromEngine ─────────────┤  with warnings
/// limits ─────┘                 │   ▲                  └▶ Failed: kind and one line
///                               ▼   │ one series at a time
///                             SeriesSource
/// ```
///
/// **Series by series.** A node of the tree hands its series to a
/// [dev.clew.query.promql.run.SeriesSink] one after the other, each with its values at all steps in
/// arrays that are used again for the next. So `sum(rate(x[5m]))` holds one input series and the
/// sums, however many series there are; only what needs several series at once (`topk`, joins,
/// `histogram_quantile`) keeps copies, and [dev.clew.query.promql.run.Budget] counts those.
///
/// **Names go last.** Functions only mark that the name of a metric is to go; it is removed from
/// the result. Until then it tells series apart.
@NullMarked
package dev.clew.query.promql.run;

import org.jspecify.annotations.NullMarked;
