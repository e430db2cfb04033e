package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.store.segment.ChunkSummary;
import java.util.Map;
import java.util.WeakHashMap;

/// Summaries of live chunks, each made at the first question and kept as long as its chunk.
final class LiveSummaries {
  private final Map<SpanBatch, ChunkSummary> known = new WeakHashMap<>();

  ChunkSummary of(SpanBatch chunk) {
    synchronized (known) {
      ChunkSummary summary = known.get(chunk);
      if (summary != null) {
        return summary;
      }
    }
    ChunkSummary made = ChunkSummary.of(chunk);
    synchronized (known) {
      known.put(chunk, made);
    }
    return made;
  }
}
