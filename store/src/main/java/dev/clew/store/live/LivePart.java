package dev.clew.store.live;

import dev.clew.model.Batch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The unsealed rows of one partition of the log: one generation that grows, and those that are
/// being sealed. Safe for many readers beside one writer.
public final class LivePart {
  private final InstantSource clock;
  private final List<Generation> sealing = new ArrayList<>();
  private Generation growing;

  /// @param nextOffset offset of the first record that will be appended
  public LivePart(long nextOffset, InstantSource clock) {
    this.clock = clock;
    this.growing = new Generation(nextOffset, clock.millis());
  }

  /// Adds the rows of the record with this offset; offsets ascend.
  public synchronized void append(Batch batch, long offset) {
    growing.append(batch, offset);
  }

  /// Takes note of the record with this offset, of which no rows come any more.
  public synchronized void advance(long offset) {
    growing.advance(offset);
  }

  /// Whether there are rows, or records even without rows, that are not sealed.
  public synchronized boolean hasUnsealed() {
    return !sealing.isEmpty() || !growing.isEmpty();
  }

  /// Everything that was appended so far and has not been [#sealed].
  public synchronized Chunks snapshot() {
    List<Chunks> parts = new ArrayList<>();
    for (Generation generation : sealing) {
      parts.add(generation.close());
    }
    parts.add(growing.close());
    return Chunks.join(parts);
  }

  /// The chunks that a snapshot may have in common with what is here.
  public synchronized List<Batch> closedChunks() {
    return Stream.concat(sealing.stream(), Stream.of(growing))
        .flatMap(generation -> generation.closed().all())
        .toList();
  }

  /// Takes what has grown for sealing, while it stays visible; null when there is nothing.
  public synchronized @Nullable Generation startSealing() {
    if (growing.isEmpty()) {
      return null;
    }
    Generation full = growing;
    sealing.add(full);
    growing = new Generation(full.lastOffset() + 1, clock.millis());
    return full;
  }

  /// The closed chunks of a generation that is being sealed.
  public synchronized Chunks chunks(Generation generation) {
    return generation.close();
  }

  /// Lets go of a generation, which can be found in segments from now on.
  public synchronized void sealed(Generation generation) {
    sealing.remove(generation);
  }

  /// Whether there is so much, or something so old, that it should be sealed.
  public synchronized boolean isDue(long maxRows, long maxBytes, long maxAgeMillis) {
    long ageMillis = clock.millis() - growing.openedMillis();
    return growing.rows() >= maxRows
        || growing.bytes() >= maxBytes
        || (!growing.isEmpty() && (ageMillis >= maxAgeMillis || ageMillis < 0));
  }

  /// About how much memory the rows hold, those being sealed included.
  public synchronized long bytes() {
    return growing.bytes() + sealing.stream().mapToLong(Generation::bytes).sum();
  }

  /// Rows that are not in a segment yet.
  public synchronized long rows() {
    return growing.rows() + sealing.stream().mapToLong(Generation::rows).sum();
  }
}
