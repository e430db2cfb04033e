package dev.clew.pipeline.servicegraph;

/// What a service graph has seen, as of its last flush.
///
/// @param edges that were counted
/// @param expired sides whose other side did not come in time
/// @param droppedSpans spans whose edge found no room to wait
/// @param waiting sides that wait
public record ServiceGraphStats(long edges, long expired, long droppedSpans, int waiting) {}
