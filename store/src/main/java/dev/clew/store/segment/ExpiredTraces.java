package dev.clew.store.segment;

import dev.clew.model.Signal;
import dev.clew.model.TraceId;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which traces were in segments that have been dropped, so that a trace that is gone can be told
/// from one that never was. Keeps the trace indexes of those segments, ten bytes a trace, in a
/// folder of bounded size; the oldest make room.
///
/// An index knows 32 bits of an id: among some million traces about one unknown id in a thousand is
/// taken for one of them.
public final class ExpiredTraces {
  private static final Logger LOG = LoggerFactory.getLogger(ExpiredTraces.class);
  private static final long MAX_BYTES = 64L << 20;

  private final Path folder;

  /// @param folder made when there is something to put into it
  public ExpiredTraces(Path folder) {
    this.folder = folder;
  }

  /// Keeps the index of a segment that is about to be deleted. Failing to is no reason to keep the
  /// segment.
  public synchronized void remember(Segment segment) {
    Path index = segment.folder().resolve("traces.index");
    if (segment.info().signal() != Signal.TRACES || !Files.exists(index)) {
      return;
    }
    try {
      Files.createDirectories(folder);
      link(index, folder.resolve(segment.info().id() + ".index"));
      makeRoom();
    } catch (IOException failure) {
      LOG.atWarn().setCause(failure).log("dropped traces will be called unknown");
    }
  }

  private static void link(Path index, Path kept) throws IOException {
    try {
      Files.createLink(kept, index);
    } catch (FileAlreadyExistsException _) {
      return;
    } catch (UnsupportedOperationException _) {
      Files.copy(index, kept);
    }
  }

  private void makeRoom() throws IOException {
    long bytes = 0;
    for (Path index : newestFirst()) {
      bytes += Files.size(index);
      if (bytes > MAX_BYTES) {
        Files.deleteIfExists(index);
      }
    }
  }

  private List<Path> newestFirst() throws IOException {
    record Aged(Path path, long millis) {}
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> new Aged(path, path.toFile().lastModified()))
          .sorted(Comparator.comparingLong(Aged::millis).thenComparing(Aged::path).reversed())
          .map(Aged::path)
          .toList();
    }
  }

  /// Whether a trace was in one of them, most likely.
  public boolean hold(TraceId id) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      for (Path index : newestFirst()) {
        if (holds(index, id)) {
          return true;
        }
      }
    } catch (IOException failure) {
      LOG.atWarn().setCause(failure).log("dropped traces cannot be looked up");
    }
    return false;
  }

  private static boolean holds(Path index, TraceId id) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return !TraceIndex.open(index, arena).rows(id).isEmpty();
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
