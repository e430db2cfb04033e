package dev.clew.store;

import dev.clew.store.live.Chunks;
import dev.clew.store.live.Generation;
import dev.clew.store.live.LivePart;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentInfo;
import dev.clew.store.segment.SegmentWriter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Seals the live rows of one partition into segments. What cannot be written, because the disk is
/// full for instance, stays live and is tried again: its files are written anew, unless only the
/// manifest is missing, which may name them on disk already.
final class Sealer {
  private final int partition;
  private final LivePart live;
  private final SegmentSet segments;
  private final SegmentWriter writer;
  private final Object visibility;
  private final Checkpoint.Source source;
  private final CheckpointFolder checkpoints;
  private final InstantSource clock;
  private final AtomicLong sealedRows = new AtomicLong();
  private final AtomicLong strayRows = new AtomicLong();
  private final AtomicLong resentRows = new AtomicLong();
  private @Nullable Generation pending;
  private Checkpoint checkpoint;
  private @Nullable List<Segment> unlisted;

  /// @param visibility lock under which rows move from live to sealed, so that a view sees them
  ///   once
  Sealer(
      int partition,
      LivePart live,
      SegmentSet segments,
      SegmentWriter writer,
      Object visibility,
      Checkpoint.Source source,
      CheckpointFolder checkpoints,
      InstantSource clock)
      throws IOException {
    this.partition = partition;
    this.live = live;
    this.segments = segments;
    this.writer = writer;
    this.visibility = visibility;
    this.source = source;
    this.checkpoints = checkpoints;
    this.checkpoint = checkpoints.read(segments.manifest().checkpoint(partition));
    checkpoints.keepOnly(partition, segments.manifest().checkpoint(partition));
    this.clock = clock;
  }

  LivePart live() {
    return live;
  }

  /// Rows sealed since the start.
  long sealedRows() {
    return sealedRows.get();
  }

  /// Spans among them that were far from their time.
  long strayRows() {
    return strayRows.get();
  }

  /// Spans that came again and were left out.
  long resentRows() {
    return resentRows.get();
  }

  /// The checkpoint of the last seal, or of one that is being tried.
  Checkpoint checkpoint() {
    return checkpoint;
  }

  /// Lowest offset whose record is still needed, by the checkpoint of the last seal or for sealing.
  long neededOffset() {
    return Math.min(checkpoint.neededOffset(), segments.manifest().sealedOffset(partition));
  }

  boolean isPending() {
    return pending != null;
  }

  /// Seals everything live now; returns whether there was anything.
  boolean seal() throws IOException {
    if (pending == null) {
      Checkpoint taken = source.cut(partition, () -> pending = live.startSealing());
      checkpoint = pending == null ? checkpoint : taken;
    }
    Generation generation = pending;
    if (generation == null) {
      return false;
    }
    List<Segment> written = unlisted == null ? write(generation) : unlisted;
    unlisted = written;
    long offset = generation.lastOffset() + 1;
    String name = checkpoints.write(partition, checkpoint);
    synchronized (visibility) {
      segments.add(written, partition, offset, name);
      live.sealed(generation);
    }
    checkpoints.keepOnly(partition, name);
    source.durable(partition);
    strayRows.addAndGet(rows(written, SegmentInfo::areStrays));
    long rows = rows(written, _ -> true);
    sealedRows.addAndGet(rows);
    resentRows.addAndGet(generation.rows() - rows);
    pending = null;
    unlisted = null;
    return true;
  }

  private static long rows(List<Segment> written, Predicate<SegmentInfo> wanted) {
    return written.stream().map(Segment::info).filter(wanted).mapToLong(SegmentInfo::rows).sum();
  }

  /// Writes all segments of a generation, or none.
  private List<Segment> write(Generation generation) throws IOException {
    List<Segment> written = new ArrayList<>();
    try {
      write(generation, live.chunks(generation), clock.millis(), written);
      return written;
    } catch (IOException | RuntimeException failure) {
      for (Segment segment : written) {
        segment.retire();
      }
      throw failure;
    }
  }

  private void write(Generation generation, Chunks chunks, long sealedMillis, List<Segment> written)
      throws IOException {
    Strays spans = Strays.of(chunks.spans(), sealedMillis);
    if (!spans.near().isEmpty()) {
      String id = id("traces", generation);
      written.add(opened(writer.writeSpans(id, spans.near(), sealedMillis)));
    }
    if (!spans.strays().isEmpty()) {
      String id = id("strays", generation);
      written.add(opened(writer.writeStrays(id, spans.strays(), sealedMillis)));
    }
    if (!chunks.logs().isEmpty()) {
      String id = id("logs", generation);
      written.add(opened(writer.writeLogs(id, chunks.logs(), sealedMillis)));
    }
    if (!chunks.points().isEmpty()) {
      String id = id("metrics", generation);
      written.add(opened(writer.writePoints(id, chunks.points(), sealedMillis)));
    }
  }

  private Segment opened(SegmentInfo info) throws IOException {
    return Segment.open(segments.folder().resolve(info.id()));
  }

  /// Rows that came of no new record, but late of older ones, need a name that no other has.
  private String id(String signal, Generation generation) {
    String id =
        "%s-p%d-%012d-%012d"
            .formatted(signal, partition, generation.firstOffset(), generation.lastOffset());
    return generation.hasRecords() ? id : id + "-" + UUID.randomUUID();
  }
}
