package dev.clew.pipeline.spanmetrics;

/// What a stage of span metrics has done and holds, as of its last flush.
///
/// @param unnamedSpans spans that were not counted, since their resource names no service
/// @param overflowedItems spans and events that were counted in series without labels, since
///   further series had no room, since series were last removed
/// @param series that exist
/// @param bytes held by series and texts
public record SpanMetricsStats(
    long spans, long unnamedSpans, long overflowedItems, int series, long bytes) {}
