package dev.clew.pipeline.export;

import dev.clew.model.Signal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests of one exporter, on disk in the order they came, until they were sent.
///
/// **Filling.** [#add] writes and does not sync; [#checkpoint] makes all that was added durable,
/// once for many. It belongs to every checkpoint of the pipelines: what a crash takes lies behind
/// the checkpoint, so the log puts it in again. What it puts in a second time is known by its
/// content and left out, so a replay adds nothing and loses nothing, in whichever order it comes.
///
/// **Taking.** Any number of threads [#take]; each tells when it is [#done] with an entry. The
/// cursor stands before the first entry nobody is done with; what lies behind it when the process
/// ends is sent again. Files before the cursor are deleted.
///
/// **Bounds.** The queue never refuses what the log has already: [#isFull] tells the receivers to
/// refuse. Nothing of an entry but its place is kept in memory.
public final class DurableQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DurableQueue.class);
  private static final int CURSOR_EVERY = 256;

  private final Path folder;
  private final Limits limits;
  private final QueueCursor cursor;
  private final Deque<QueueFile> files = new ArrayDeque<>();
  private final Map<String, QueueSource> sources = new HashMap<>();
  private final TreeSet<Long> taken = new TreeSet<>();
  private final Map<Long, Long> sizes = new HashMap<>();
  private QueueCursor.Content checkpoints = QueueCursor.Content.NONE;
  private long next;
  private long writtenCursor;
  private long waiting;
  private boolean isClosed;

  /// @param size that the queue is full from
  /// @param sizer what it counts
  /// @param bytes of disk that it is full from, whatever it counts
  /// @param fileBytes from which a new file is begun
  public record Limits(long size, Sizer sizer, long bytes, long fileBytes) {
    /// What one entry counts.
    long weight(int rows, int length) {
      return switch (sizer) {
        case REQUESTS -> 1;
        case ITEMS -> rows;
        case BYTES -> length;
      };
    }
  }

  private DurableQueue(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
    this.cursor = new QueueCursor(folder);
  }

  /// Opens the queue of a folder, which is made if absent.
  ///
  /// @throws QueueException if the disk fails
  public static DurableQueue open(Path folder, Limits limits) {
    DurableQueue queue = new DurableQueue(folder, limits);
    try {
      Files.createDirectories(folder);
      queue.recover();
      return queue;
    } catch (IOException failure) {
      throw new QueueException("queue in " + folder.getFileName() + " cannot be opened", failure);
    }
  }

  private void recover() throws IOException {
    for (Path path : paths()) {
      QueueFile file = QueueFile.open(path);
      if (file == null) {
        Files.delete(path);
      } else {
        files.add(file);
      }
    }
    long first = files.isEmpty() ? 0 : files.getFirst().firstSequence();
    long end = files.isEmpty() ? 0 : files.getLast().nextSequence();
    checkpoints = cursor.read();
    next = Math.clamp(checkpoints.next(), first, end);
    writtenCursor = next;
    for (long sequence = next; sequence < end; sequence++) {
      QueueFile file = fileOf(sequence);
      if (file != null) {
        QueueEntry entry = file.read(sequence);
        weigh(sequence, entry.rows(), entry.payload().bytes().length);
      }
    }
  }

  private List<Path> paths() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      for (Path path : found) {
        if (QueueFile.isQueueFile(path)) {
          paths.add(path);
        }
      }
    }
    Collections.sort(paths);
    return paths;
  }

  /// Makes a stage known. Nothing that it may put in again is deleted from then on.
  synchronized void register(String source) {
    long checkpoint = checkpoints.checkpoints().getOrDefault(source, firstSequence());
    sources.put(source, new QueueSource(checkpoint));
  }

  private long firstSequence() {
    return files.isEmpty() ? next : files.getFirst().firstSequence();
  }

  /// Tells that the stage begins behind a checkpoint and will put in again what came after it.
  ///
  /// @param checkpoint what [#checkpoint] gave; -1 if there is none
  /// @throws QueueException if the disk fails
  synchronized void replay(String source, long checkpoint) {
    QueueSource known = source(source);
    long from = Math.max(checkpoint < 0 ? known.keepsFrom() : checkpoint, firstSequence());
    long end = files.isEmpty() ? 0 : files.getLast().nextSequence();
    for (long sequence = from; sequence < end; sequence++) {
      QueueEntry entry = fileOf(sequence) == null ? null : read(sequence);
      if (entry != null && entry.source().equals(source)) {
        known.know(entry);
      }
    }
  }

  private QueueSource source(String source) {
    QueueSource known = sources.get(source);
    if (known == null) {
      throw new IllegalArgumentException("no source " + source);
    }
    return known;
  }

  /// Puts a request in, unless it was put in before the restart.
  ///
  /// @return whether it was put in
  /// @throws QueueException if the disk fails
  synchronized boolean add(String source, Signal signal, int rows, byte[] request) {
    if (source(source).takeKnown(request)) {
      return false;
    }
    if (request.length > QueueFormat.MAX_PAYLOAD) {
      throw new IllegalArgumentException("a request of %d bytes".formatted(request.length));
    }
    try {
      QueueFile file = active();
      long sequence = file.nextSequence();
      file.append(new QueueEntry(sequence, source, signal, rows, new QueueEntry.Payload(request)));
      weigh(sequence, rows, request.length);
      notifyAll();
      return true;
    } catch (IOException failure) {
      throw new QueueException("request cannot be queued", failure);
    }
  }

  private void weigh(long sequence, int rows, int length) {
    long weight = limits.weight(rows, length);
    sizes.put(sequence, weight);
    waiting += weight;
  }

  private QueueFile active() throws IOException {
    QueueFile last = files.peekLast();
    if (last != null && last.bytes() < limits.fileBytes()) {
      return last;
    }
    if (last != null) {
      last.sync();
    }
    QueueFile file = QueueFile.create(folder, last == null ? next : last.nextSequence());
    files.add(file);
    return file;
  }

  /// Makes durable what was added, as part of a checkpoint of the stage.
  ///
  /// @return what to give to [#replay] when the stage is restored from it
  /// @throws QueueException if the disk fails
  synchronized long checkpoint(String source) {
    long end = files.isEmpty() ? next : files.getLast().nextSequence();
    source(source).checkpoint(end);
    sync();
    return end;
  }

  private void sync() {
    try {
      QueueFile last = files.peekLast();
      if (last != null) {
        last.sync();
      }
      writeCursor();
      forget();
    } catch (IOException failure) {
      throw new QueueException("queue cannot be synced", failure);
    }
  }

  /// The next request, once there is one; null when the queue is closed.
  synchronized @Nullable QueueEntry take() throws InterruptedException {
    while (!isClosed && !hasNext()) {
      wait();
    }
    return isClosed ? null : poll();
  }

  /// The next request if there is one of this signal and at most this size.
  synchronized @Nullable QueueEntry pollMore(Signal signal, long maxRows, long maxBytes) {
    if (isClosed || !hasNext()) {
      return null;
    }
    QueueEntry entry = read(next);
    boolean fits =
        entry.signal() == signal
            && entry.rows() <= maxRows
            && entry.payload().bytes().length <= maxBytes;
    return fits ? poll() : null;
  }

  /// Waits for another request and tells whether one came. One that is there already is of a kind
  /// that is not wanted, so that is not waited for.
  synchronized boolean awaitMore(long millis) throws InterruptedException {
    if (hasNext()) {
      return false;
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!isClosed && !hasNext() && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return !isClosed && hasNext();
  }

  private boolean hasNext() {
    skipGap();
    return !files.isEmpty() && next < files.getLast().nextSequence();
  }

  /// What a damaged file has lost is not waited for.
  private void skipGap() {
    if (fileOf(next) != null) {
      return;
    }
    for (QueueFile file : files) {
      if (file.firstSequence() > next) {
        log.atError()
            .addKeyValue("requests", file.firstSequence() - next)
            .log("requests of a damaged queue file are lost");
        next = file.firstSequence();
        return;
      }
    }
  }

  private QueueEntry poll() {
    QueueEntry entry = read(next);
    taken.add(next);
    next++;
    return entry;
  }

  private QueueEntry read(long sequence) {
    try {
      QueueFile file = fileOf(sequence);
      if (file == null) {
        throw new IOException("entry %d is gone".formatted(sequence));
      }
      return file.read(sequence);
    } catch (IOException failure) {
      throw new QueueException("queue cannot be read", failure);
    }
  }

  private @Nullable QueueFile fileOf(long sequence) {
    for (QueueFile file : files) {
      if (file.has(sequence)) {
        return file;
      }
    }
    return null;
  }

  /// Tells that an entry needs not be sent again.
  synchronized void done(QueueEntry entry) {
    taken.remove(entry.sequence());
    Long weight = sizes.remove(entry.sequence());
    waiting -= weight == null ? 0 : weight;
    try {
      if (cursorPosition() - writtenCursor >= CURSOR_EVERY) {
        writeCursor();
      }
      forget();
    } catch (IOException failure) {
      throw new QueueException("cursor cannot be written", failure);
    }
  }

  private long cursorPosition() {
    return taken.isEmpty() ? next : taken.first();
  }

  private void writeCursor() throws IOException {
    long position = cursorPosition();
    Map<String, Long> kept = new TreeMap<>(checkpoints.checkpoints());
    sources.forEach((name, source) -> kept.put(name, source.keepsFrom()));
    cursor.write(new QueueCursor.Content(position, kept));
    writtenCursor = position;
  }

  /// Deletes the files of which all is sent and nothing may be put in again, but never the last,
  /// from which sequence numbers go on.
  private void forget() throws IOException {
    long from = cursorPosition();
    for (QueueSource source : sources.values()) {
      from = Math.min(from, source.keepsFrom());
    }
    boolean isWritten = false;
    while (files.size() > 1 && files.getFirst().nextSequence() <= from) {
      if (!isWritten) {
        writeCursor();
        isWritten = true;
      }
      files.removeFirst().delete();
    }
  }

  /// Whether receivers should refuse what would come here.
  public synchronized boolean isFull() {
    return waiting >= limits.size() || diskBytes() >= limits.bytes();
  }

  /// What waits to be sent or is being sent, in the unit of the sizer.
  public synchronized long waiting() {
    return waiting;
  }

  /// Bytes on disk.
  public synchronized long diskBytes() {
    return files.stream().mapToLong(QueueFile::bytes).sum();
  }

  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    notifyAll();
    try {
      sync();
      for (QueueFile file : files) {
        file.close();
      }
    } catch (IOException failure) {
      throw new QueueException("queue cannot be closed", failure);
    }
  }
}
