/// Series that a pipeline computes itself: their keys within a budget, their values, their points.
///
/// A [dev.clew.pipeline.series.Metric] has one series for each distinct row of dimension values.
/// The values are texts of a [dev.clew.pipeline.series.TextPool] that all metrics of a stage share;
/// a [dev.clew.pipeline.series.DimensionRow] holds those of the item that is being counted. Nothing
/// here is an object for an item: rows are ints, found in open-addressing tables.
@NullMarked
package dev.clew.pipeline.series;

import org.jspecify.annotations.NullMarked;
