package dev.clew.pipeline.series;

/// What a metric had no room for since it last had room.
///
/// @param label whose values are the most numerous among the series, so most likely the cause
/// @param distinctValues of that label among the series
/// @param items counted in the overflow series
public record Overflow(String metric, String label, int distinctValues, int series, long items) {}
