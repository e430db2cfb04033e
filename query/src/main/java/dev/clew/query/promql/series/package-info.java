/// Series: what PromQL reads, and the contract of a store that has them.
///
/// ```
/// SeriesRequest ──▶ SeriesSource.select ──▶ SeriesCursor ──▶ Labels, SampleBuffer   (one series at a time)
/// ```
///
/// A store implements [dev.clew.query.promql.series.SeriesSource]. The engine walks the cursor once
/// and reads each series into a [dev.clew.query.promql.series.SampleBuffer] that it uses again for
/// the next, so that a query over many series holds the samples of one.
@NullMarked
package dev.clew.query.promql.series;

import org.jspecify.annotations.NullMarked;
