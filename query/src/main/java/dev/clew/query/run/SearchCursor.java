package dev.clew.query.run;

import dev.clew.model.TraceId;

/// A place in the answer to a search: the next page starts strictly after it. Only good for the
/// same query, window and order, over the same data.
///
/// @param key what the order goes by, of the last trace of the page before
public record SearchCursor(long key, TraceId traceId) {}
