package dev.clew.store;

import dev.clew.store.live.Chunks;
import dev.clew.store.live.Generation;
import dev.clew.store.live.LivePart;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentWriter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Seals the live rows of one partition into segments. What cannot be written, because the disk is
/// full for instance, stays live and is tried again.
final class Sealer {
  private final int partition;
  private final LivePart live;
  private final SegmentSet segments;
  private final SegmentWriter writer;
  private final Object visibility;
  private final InstantSource clock;
  private @Nullable Generation pending;

  /// @param visibility lock under which rows move from live to sealed, so that a view sees them
  ///   once
  Sealer(
      int partition,
      LivePart live,
      SegmentSet segments,
      SegmentWriter writer,
      Object visibility,
      InstantSource clock) {
    this.partition = partition;
    this.live = live;
    this.segments = segments;
    this.writer = writer;
    this.visibility = visibility;
    this.clock = clock;
  }

  LivePart live() {
    return live;
  }

  boolean isPending() {
    return pending != null;
  }

  /// Seals everything live now; returns whether there was anything.
  boolean seal() throws IOException {
    Generation generation = pending == null ? live.startSealing() : pending;
    if (generation == null) {
      return false;
    }
    pending = generation;
    List<Segment> written = write(generation, live.chunks(generation));
    synchronized (visibility) {
      segments.add(written, partition, generation.lastOffset() + 1);
      live.sealed(generation);
    }
    pending = null;
    return true;
  }

  private List<Segment> write(Generation generation, Chunks chunks) throws IOException {
    List<Segment> written = new ArrayList<>();
    long sealedMillis = clock.millis();
    if (!chunks.spans().isEmpty()) {
      written.add(
          opened(writer.writeSpans(id("traces", generation), chunks.spans(), sealedMillis).id()));
    }
    if (!chunks.logs().isEmpty()) {
      written.add(
          opened(writer.writeLogs(id("logs", generation), chunks.logs(), sealedMillis).id()));
    }
    if (!chunks.points().isEmpty()) {
      written.add(
          opened(
              writer.writePoints(id("metrics", generation), chunks.points(), sealedMillis).id()));
    }
    return written;
  }

  private Segment opened(String id) throws IOException {
    return Segment.open(segments.folder().resolve(id));
  }

  private String id(String signal, Generation generation) {
    return "%s-p%d-%012d-%012d"
        .formatted(signal, partition, generation.firstOffset(), generation.lastOffset());
  }
}
