package dev.clew.store;

import dev.clew.store.live.Chunks;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Segments and live rows held at one instant: no row is in both.
public record Holdings(List<Segment> segments, Chunks live) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Holdings.class);

  public Holdings {
    segments = List.copyOf(segments);
  }

  /// Takes hold of the same once more.
  Holdings again() {
    for (Segment segment : segments) {
      if (!segment.hold()) {
        throw new IllegalStateException("not held: " + segment.info().id());
      }
    }
    return new Holdings(segments, live);
  }

  /// A number for these segments and rows. Of one store rows only ever get more until they are
  /// sealed into segments of new names, so that their number tells one state from another.
  long snapshot() {
    long number = mixed(Chunks.rows(live.spans()) * 31 + Chunks.rows(live.logs()));
    for (Segment segment : segments) {
      number = mixed(number ^ segment.info().id().hashCode());
    }
    return number;
  }

  private static long mixed(long number) {
    long mixed = number * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 29);
  }

  /// Lets go of the segments.
  @Override
  public void close() {
    for (Segment segment : segments) {
      try {
        segment.release();
      } catch (IOException failure) {
        LOG.atWarn().setCause(failure).log("segment files left behind");
      }
    }
  }
}
