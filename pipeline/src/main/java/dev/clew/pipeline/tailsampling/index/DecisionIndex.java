package dev.clew.pipeline.tailsampling.index;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Trace id to decision: exact, for hours, about 24 bytes for each on disk and 2 in memory.
///
/// New decisions are in a table in memory, which is saved with the state. When it is large or old
/// enough it becomes a file that never changes, named after the number of decisions before it and
/// in it; so a replay that comes to the same decisions writes the same files again. A checkpoint
/// names the files that belong to it. A file goes when its newest decision is older than what is to
/// be kept, but stays on disk until no checkpoint can refer to it ([#checkpointed]); files that
/// belong to no checkpoint are deleted by [#restore].
///
/// Time is that of the decisions and of [#advance]. Not for several threads.
public final class DecisionIndex implements AutoCloseable {
  private static final String SUFFIX = ".decisions";
  private static final int AGES = 8;

  /// Bounds of an index.
  ///
  /// @param retentionSeconds how long a decision is kept at least
  /// @param maxRecent decisions in memory before they become a file
  /// @param maxFiles files at most; beyond it the oldest is forgotten early, and counted
  public record Limits(long retentionSeconds, int maxRecent, int maxFiles) {
    public Limits {
      if (retentionSeconds < 1 || maxRecent < 1 || maxRecent > 1 << 21 || maxFiles < 1) {
        throw new IllegalArgumentException(
            "bounds of the index of decisions: %d s, %d, %d"
                .formatted(retentionSeconds, maxRecent, maxFiles));
      }
    }
  }

  private final Path folder;
  private final Limits limits;
  private final RecentDecisions recent = new RecentDecisions();
  private final Deque<DecisionFile> files = new ArrayDeque<>();
  private final List<Path> forgotten = new ArrayList<>();
  private final List<Path> deletable = new ArrayList<>();
  private long sequence;
  private long nextTry;
  private long failures;
  private long forgottenEarly;

  /// @param folder of its own, made when the first file is written
  public DecisionIndex(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /// The decision on a trace as [Entry] has it; [Entry#NONE] if none is known.
  public long find(long high, long low) {
    long found = recent.find(high, low);
    if (found != Entry.NONE || files.isEmpty()) {
      return found;
    }
    long hash = IdHash.of(high, low);
    for (Iterator<DecisionFile> newest = files.descendingIterator(); newest.hasNext(); ) {
      found = newest.next().find(hash, high, low);
      if (found != Entry.NONE) {
        return found;
      }
    }
    return Entry.NONE;
  }

  /// Records a decision; `entry` is made by [Entry#of].
  public void add(long high, long low, long entry) {
    recent.add(high, low, entry);
    sequence++;
    if (recent.size() >= limits.maxRecent && sequence >= nextTry) {
      roll();
    }
  }

  /// Lets time pass: old decisions become a file, and too old files go.
  public void advance(long instantNanos) {
    long seconds = instantNanos / 1_000_000_000L;
    if (recent.size() > 0
        && sequence >= nextTry
        && recent.oldestSeconds() + Math.max(1, limits.retentionSeconds / AGES) <= seconds) {
      roll();
    }
    while (!files.isEmpty()
        && files.getFirst().newestSeconds() + limits.retentionSeconds <= seconds) {
      forgetOldest();
    }
  }

  /// If the disk fails the table goes on in memory, up to four times its bound, and this is tried
  /// again later.
  private void roll() {
    Path path =
        folder.resolve("%016x-%08x%s".formatted(sequence - recent.size(), recent.size(), SUFFIX));
    try {
      DecisionFile.write(path, recent.sorted());
      files.addLast(DecisionFile.open(path));
      forgotten.remove(path);
      deletable.remove(path);
      recent.clear();
    } catch (IOException e) {
      failures++;
      nextTry = sequence + Math.max(1, limits.maxRecent / 8);
      if (recent.size() >= 4L * limits.maxRecent) {
        forgottenEarly += recent.size();
        recent.clear();
      }
    }
    while (files.size() > limits.maxFiles) {
      forgottenEarly += files.getFirst().count();
      forgetOldest();
    }
  }

  private void forgetOldest() {
    DecisionFile oldest = files.removeFirst();
    oldest.close();
    forgotten.add(oldest.path());
  }

  /// Writes the table and the names of the files.
  public void save(DataOutput out) throws IOException {
    out.writeLong(sequence);
    out.writeLong(forgottenEarly);
    recent.save(out);
    out.writeInt(files.size());
    for (DecisionFile file : files) {
      out.writeUTF(String.valueOf(file.path().getFileName()));
    }
    deletable.addAll(forgotten);
    forgotten.clear();
  }

  /// Takes notice that what was saved last is durable, and the only thing that may be restored from
  /// now on. Deletes the files that it does not name.
  public void checkpointed() {
    for (Iterator<Path> paths = deletable.iterator(); paths.hasNext(); ) {
      try {
        Files.deleteIfExists(paths.next());
        paths.remove();
      } catch (IOException e) {
        failures++;
      }
    }
  }

  /// Takes over what was saved, and deletes the files that do not belong to it.
  ///
  /// @throws IOException if a file that belongs to it is missing or damaged
  public void restore(DataInput in) throws IOException {
    sequence = in.readLong();
    forgottenEarly = in.readLong();
    recent.restore(in);
    Set<Path> mine = new HashSet<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      Path path = folder.resolve(in.readUTF());
      mine.add(path);
      files.addLast(DecisionFile.open(path));
    }
    deleteOthers(mine);
  }

  private void deleteOthers(Set<Path> mine) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX + "*")) {
        for (Path path : found) {
          if (!mine.contains(path)) {
            Files.delete(path);
          }
        }
      }
    }
  }

  /// Decisions that are known.
  public long size() {
    return recent.size() + files.stream().mapToLong(DecisionFile::count).sum();
  }

  public int fileCount() {
    return files.size();
  }

  public long memoryBytes() {
    return recent.bytes() + files.stream().mapToLong(DecisionFile::memoryBytes).sum();
  }

  /// Times that a file could not be written or deleted.
  public long failures() {
    return failures;
  }

  /// Decisions that were forgotten before their time, since there were too many.
  public long forgottenEarly() {
    return forgottenEarly;
  }

  @Override
  public void close() {
    files.forEach(DecisionFile::close);
    files.clear();
  }
}
