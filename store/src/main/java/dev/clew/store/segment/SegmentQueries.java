package dev.clew.store.segment;

import dev.clew.model.LimitException;
import dev.clew.model.LimitException.Limit;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.parquet.ReadBuffers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// What reading segments shares: the footers that were read last, buffers, and threads that help
/// with large questions. Safe for any number of threads.
public final class SegmentQueries implements AutoCloseable {
  /// Of the memory for questions, what footers may take: some fifty kilobytes each.
  private static final int FOOTER_SHARE = 8;

  private final long maxFooterBytes;
  private final int threads;
  private final ExecutorService helpers;
  private final Deque<ReadBuffers> idle = new ArrayDeque<>();
  private final Map<Segment, ParquetFile> footers = new LinkedHashMap<>(16, 0.75f, true);
  private long footerBytes;
  private boolean isClosed;

  private SegmentQueries(long maxFooterBytes, int threads, ExecutorService helpers) {
    this.maxFooterBytes = maxFooterBytes;
    this.threads = threads;
    this.helpers = helpers;
  }

  /// @param memoryBytes for what is kept between questions
  /// @param threads that may work on one question
  public static SegmentQueries open(long memoryBytes, int threads) {
    return new SegmentQueries(
        memoryBytes / FOOTER_SHARE,
        threads,
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            Thread.ofPlatform().name("clew-read-", 0).daemon().factory()));
  }

  /// The footer of a file of a segment that holds its rows. Two threads may read the same one.
  ParquetFile footer(Segment segment, Path file) throws IOException {
    synchronized (footers) {
      ParquetFile known = footers.get(segment);
      if (known != null) {
        return known;
      }
    }
    ParquetFile read = ParquetFile.open(file);
    synchronized (footers) {
      if (footers.put(segment, read) == null) {
        footerBytes += read.bytes();
      }
      Iterator<ParquetFile> eldest = footers.values().iterator();
      while (footerBytes > maxFooterBytes && footers.size() > 1) {
        footerBytes -= eldest.next().bytes();
        eldest.remove();
      }
    }
    return read;
  }

  /// Buffers for the calling thread, to be given back.
  ReadBuffers take() {
    synchronized (idle) {
      ReadBuffers buffers = idle.poll();
      return buffers == null ? new ReadBuffers() : buffers;
    }
  }

  void giveBack(ReadBuffers buffers) {
    synchronized (idle) {
      if (idle.size() < 2 * threads && !isClosed) {
        idle.push(buffers);
        return;
      }
    }
    buffers.close();
  }

  /// One part of a question.
  public interface Part {
    /// @param index of the part
    void run(int index, ReadBuffers buffers);
  }

  /// Runs the parts from 0 (in) to `count` (out) on as many threads as there are for one question,
  /// the calling one among them: begun in this order, but not one after the other.
  ///
  /// @param deadlineNanos after which no part is begun
  /// @throws LimitException when the deadline passed, or the calling thread was interrupted
  public void run(int count, Part part, long deadlineNanos) {
    SharedWork work = new SharedWork(count, deadlineNanos);
    for (int i = 1; i < Math.min(threads, count); i++) {
      helpers.execute(() -> work.help(() -> runParts(work, part)));
    }
    work.help(() -> runParts(work, part));
    work.finish();
    checkDeadline(deadlineNanos);
  }

  private void runParts(SharedWork work, Part part) {
    ReadBuffers buffers = take();
    try {
      for (int index = work.take(); index >= 0; index = work.take()) {
        part.run(index, buffers);
      }
    } finally {
      giveBack(buffers);
    }
  }

  /// @throws LimitException when the deadline has passed
  static void checkDeadline(long deadlineNanos) {
    if (System.nanoTime() - deadlineNanos >= 0) {
      throw new LimitException(Limit.DEADLINE, "the query took longer than allowed");
    }
  }

  /// Something that is read with buffers.
  interface Reading<T extends @Nullable Object> {
    T read(ReadBuffers buffers) throws IOException;
  }

  <T extends @Nullable Object> T reading(Reading<T> reading) throws IOException {
    ReadBuffers buffers = take();
    try {
      return reading.read(buffers);
    } finally {
      giveBack(buffers);
    }
  }

  @Override
  public void close() throws SQLException {
    helpers.shutdown();
    synchronized (idle) {
      isClosed = true;
      idle.forEach(ReadBuffers::close);
      idle.clear();
    }
  }
}
