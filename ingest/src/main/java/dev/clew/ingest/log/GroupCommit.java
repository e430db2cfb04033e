package dev.clew.ingest.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that writes: takes what waits, frames it as one block, writes it, syncs once.
///
/// A group that fails is refused as a whole and leaves offsets and files as if it had not been; the
/// next group tries afresh. So a disk that was full or failing is in use again as soon as it works.
final class GroupCommit implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final long HEARTBEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final AppendQueue queue;
  private final LogFileSet files;
  private final LogFolder folder;
  private final Answers answers;
  private final Offsets ends;
  private final Counters counters;
  private final Stamps stamps;
  private final BlockWriter writer;

  /// @param writer closed when the thread ends
  GroupCommit(
      AppendQueue queue,
      LogFileSet files,
      LogFolder folder,
      Answers answers,
      Offsets ends,
      Counters counters,
      Stamps stamps,
      BlockWriter writer) {
    this.writer = writer;
    this.queue = queue;
    this.files = files;
    this.folder = folder;
    this.answers = answers;
    this.ends = ends;
    this.counters = counters;
    this.stamps = stamps;
  }

  @Override
  public void run() {
    try (writer) {
      while (!queue.isFinished()) {
        List<Append> group = queue.take(HEARTBEAT_NANOS);
        if (group.isEmpty()) {
          answers.passed(stamps.next());
        } else {
          commit(group);
        }
      }
    } finally {
      answers.end();
    }
  }

  private void commit(List<Append> group) {
    long[] offsets = ends.copy();
    long writtenNanos = stamps.next();
    try {
      if (write(group, writtenNanos, offsets)) {
        count(group);
        answers.durable(group, writtenNanos, offsets);
      } else {
        refuse(group);
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(group, e);
    }
  }

  /// Whether there was room.
  private boolean write(List<Append> group, long writtenNanos, long[] offsets) throws IOException {
    ActiveFile file = files.writable(offsets);
    long[] next = offsets.clone();
    ByteBuffer block = writer.frame(group, file.file().marker(), writtenNanos, next);
    if (!files.hasRoom(block.remaining())) {
      files.makeRoom(offsets);
      file = files.writable(offsets);
      next = offsets.clone();
      block = writer.frame(group, file.file().marker(), writtenNanos, next);
    }
    int length = block.remaining();
    if (!files.hasRoom(length)) {
      return false;
    }
    file.write(block);
    long began = System.nanoTime();
    file.sync(length, offsets);
    counters.synced(System.nanoTime() - began, length);
    ends.raiseAll(next);
    return true;
  }

  private void count(List<Append> group) {
    counters.records.addAndGet(group.size());
    for (Append append : group) {
      counters.payloadBytes.addAndGet(append.entry().payloadLength());
    }
  }

  private void refuse(List<Append> group) {
    queue.full();
    answers.failed(
        group, LogException.refusal(LogException.Cause.FULL, "the log has reached its size limit"));
  }

  private void fail(List<Append> group, Throwable failure) {
    counters.storageFailures.incrementAndGet();
    LogException.Cause reason =
        isForRoom(group, failure) ? LogException.Cause.FULL : LogException.Cause.STORAGE;
    if (reason == LogException.Cause.FULL) {
      queue.full();
      files.trim(true);
    } else {
      log.atError().setCause(failure).log("log not written");
    }
    answers.failed(group, LogException.failure(reason, "the log could not be written", failure));
  }

  /// The operating system has no code for it that Java shows, so the message and the space left
  /// have to tell.
  private boolean isForRoom(List<Append> group, Throwable failure) {
    if (!(failure instanceof IOException)) {
      return false;
    }
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left") || message.contains("quota exceeded")) {
      return true;
    }
    long bytes = group.stream().mapToLong(Append::heldBytes).sum();
    try {
      return folder.usableBytes() < bytes + FileHeader.BYTES;
    } catch (IOException _) {
      return false;
    }
  }
}
