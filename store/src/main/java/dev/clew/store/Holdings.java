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
