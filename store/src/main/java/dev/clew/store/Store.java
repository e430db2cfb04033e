package dev.clew.store;

import dev.clew.model.Batch;
import dev.clew.model.Signal;
import dev.clew.model.TraceView;
import dev.clew.store.live.Chunks;
import dev.clew.store.live.LivePart;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentInfo;
import dev.clew.store.segment.SegmentQueries;
import dev.clew.store.segment.SegmentWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps batches and answers questions about them.
///
/// Rows are appended in the order of the log, one thread per partition; views may be opened by any
/// thread at any time. One background thread seals, compacts and drops what is too old.
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final long TICK_MILLIS = 200;

  /// After failures the thread waits up to 3.2 s, so that a full disk fills no log.
  private static final long MAX_DOUBLINGS = 4;

  private final StoreOptions options;
  private final InstantSource clock;
  private final SegmentSet segments;
  private final SegmentQueries queries;
  private final List<Sealer> sealers = new ArrayList<>();
  private final Upkeep upkeep;
  private final LiveSummaries summaries = new LiveSummaries();
  private final Object visibility = new Object();
  private final ReentrantLock sealing = new ReentrantLock();
  private final Condition wakeUp = sealing.newCondition();
  private final SealListener listener;
  private final Thread thread;
  private volatile boolean isClosing;
  private final AtomicLong sealFailures = new AtomicLong();
  private final AtomicLong upkeepFailures = new AtomicLong();
  private volatile @Nullable String sealingTrouble;

  /// Is told when no record below an offset of a partition is needed any more.
  public interface SealListener {
    void sealed(int partition, long offset);
  }

  private Store(
      Path folder,
      StoreOptions options,
      InstantSource clock,
      LongSupplier steadyNanos,
      Checkpoint.Source source,
      SealListener listener)
      throws IOException, SQLException {
    this.options = options;
    this.clock = clock;
    this.listener = listener;
    this.segments = SegmentSet.open(folder);
    CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
    this.queries = SegmentQueries.open(options.queryMemoryBytes(), options.queryThreads());
    SegmentWriter writer = new SegmentWriter(segments.folder());
    for (int partition = 0; partition < options.partitions(); partition++) {
      LivePart live = new LivePart(segments.manifest().sealedOffset(partition), clock);
      sealers.add(
          new Sealer(partition, live, segments, writer, visibility, source, checkpoints, clock));
    }
    this.upkeep = new Upkeep(segments, writer, queries, options, clock, steadyNanos);
    this.thread = Thread.ofPlatform().name("clew-seal").unstarted(this::run);
  }

  /// Opens the store in a folder, which is made when it is absent, and starts its thread.
  ///
  /// @throws StoreException when the folder cannot be used
  public static Store open(
      Path folder, StoreOptions options, InstantSource clock, SealListener listener) {
    return open(folder, options, clock, System::nanoTime, Checkpoint.Source.NONE, listener);
  }

  /// Opens the store with a clock of its own for what has passed, which nobody can set: it tells
  /// jumps of the other.
  ///
  /// @param source whose state is kept with the rows
  /// @throws StoreException when the folder cannot be used
  public static Store open(
      Path folder,
      StoreOptions options,
      InstantSource clock,
      LongSupplier steadyNanos,
      Checkpoint.Source source,
      SealListener listener) {
    try {
      Store store = new Store(folder, options, clock, steadyNanos, source, listener);
      store.thread.start();
      return store;
    } catch (IOException | SQLException failure) {
      throw new StoreException(
          StoreException.Cause.STORAGE,
          "cannot open the store in %s: %s".formatted(folder, failure.getMessage()),
          failure);
    }
  }

  /// Offset of the first record of the log that is not sealed: the log is to be read from there.
  public long sealedOffset(int partition) {
    return segments.manifest().sealedOffset(partition);
  }

  /// The checkpoint that was sealed at [#sealedOffset].
  public Checkpoint checkpoint(int partition) {
    return sealers.get(partition).checkpoint();
  }

  /// Lowest offset whose record is still needed: unsealed, or asked for by the checkpoint.
  public long neededOffset(int partition) {
    return sealers.get(partition).neededOffset();
  }

  /// Adds rows that come of the record with this offset. Several batches may come of one record,
  /// and late ones of an earlier record.
  public void append(Batch batch, int partition, long offset) {
    sealers.get(partition).live().append(batch, offset);
  }

  /// Takes note that all rows of the record with this offset, if any, have been appended.
  public void advance(int partition, long offset) {
    sealers.get(partition).live().advance(offset);
  }

  /// Whether so much is unsealed that nothing more should be accepted.
  public boolean isOverloaded() {
    return liveBytes() > options.maxLiveBytes();
  }

  /// Rows that are in no segment yet.
  public long unsealedRows() {
    return sealers.stream().mapToLong(sealer -> sealer.live().rows()).sum();
  }

  /// About how much memory unsealed rows hold.
  public long liveBytes() {
    return sealers.stream().mapToLong(sealer -> sealer.live().bytes()).sum();
  }

  /// Rows sealed since the start.
  public long sealedRows() {
    return sealers.stream().mapToLong(Sealer::sealedRows).sum();
  }

  /// Spans among them that were sealed apart, because their times lie far from when they came.
  public long strayRows() {
    return sealers.stream().mapToLong(Sealer::strayRows).sum();
  }

  /// Spans that came more than once between two seals, beyond the one that was sealed.
  public long resentRows() {
    return sealers.stream().mapToLong(Sealer::resentRows).sum();
  }

  /// Attempts to seal that failed since the start.
  public long sealFailures() {
    return sealFailures.get();
  }

  /// Damaged segments that were set aside since the start.
  public long segmentsSetAside() {
    return segments.setAside();
  }

  /// Damaged segments that wait in the folder `quarantine`, from before the start too.
  public long segmentsInQuarantine() {
    return segments.quarantined();
  }

  /// Attempts to merge or to drop segments that failed since the start.
  public long upkeepFailures() {
    return upkeepFailures.get();
  }

  /// What the last attempt to seal failed with; null when it went well.
  public @Nullable String sealingTrouble() {
    return sealingTrouble;
  }

  /// Finds out whether a question failed because segments are damaged, and sets those aside.
  ///
  /// @param holdings that the question was about
  /// @param failure names the segment, or else all are looked at
  /// @return whether the question is worth asking anew
  public boolean setAsideDamaged(Holdings holdings, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    List<Segment> named =
        holdings.segments().stream()
            .filter(segment -> message.contains(segment.info().id()))
            .toList();
    boolean isAny = false;
    for (Segment segment : named.isEmpty() ? holdings.segments() : named) {
      isAny |= segments.setAsideIfDamaged(segment, failure);
    }
    return isAny;
  }

  /// Segments of all signals and their size.
  public Size size() {
    List<SegmentInfo> infos = segments.infos();
    return new Size(
        infos.size(),
        infos.stream().mapToLong(SegmentInfo::bytes).sum(),
        infos.stream().mapToLong(SegmentInfo::rows).sum());
  }

  /// How much is sealed.
  public record Size(long segments, long bytes, long rows) {}

  /// Opens a view of everything that was appended before.
  ///
  /// @param deadline how long its questions may take in all
  public TraceView view(Duration deadline) {
    return new StoreView(
        holdings(Signal.TRACES, Signal.LOGS),
        queries,
        summaries,
        segments,
        System.nanoTime() + deadline.toNanos(),
        TimeUnit.MILLISECONDS.toNanos(clock.millis()),
        this::sealedBytes);
  }

  /// Memory of those chunks that are sealed by now.
  private long sealedBytes(Chunks chunks) {
    Set<Batch> live = Collections.newSetFromMap(new IdentityHashMap<>());
    sealers.forEach(sealer -> sealer.live().closedChunks().forEach(live::add));
    return chunks.all().filter(chunk -> !live.contains(chunk)).mapToLong(Batch::bytes).sum();
  }

  /// Takes hold of everything of some signals as of now.
  public Holdings holdings(Signal... signals) {
    synchronized (visibility) {
      List<Segment> held = new ArrayList<>();
      for (Signal signal : signals) {
        held.addAll(segments.hold(signal));
      }
      List<Chunks> live = sealers.stream().map(sealer -> sealer.live().snapshot()).toList();
      return new Holdings(held, Chunks.join(live));
    }
  }

  /// Seals everything that was appended before.
  public void sealNow() throws IOException {
    sealing.lock();
    try {
      for (Sealer sealer : sealers) {
        while (sealer.isPending() || sealer.live().hasUnsealed()) {
          seal(sealer);
        }
      }
    } finally {
      sealing.unlock();
    }
  }

  /// Compacts small segments and drops old ones, as the background thread does now and then.
  public void tidy() throws IOException {
    sealing.lock();
    try {
      upkeep.run();
    } finally {
      sealing.unlock();
    }
  }

  /// Stops the background thread, seals what is live, and lets go of all files.
  @Override
  public void close() {
    isClosing = true;
    sealing.lock();
    try {
      wakeUp.signalAll();
    } finally {
      sealing.unlock();
    }
    try {
      thread.join();
      sealNow();
    } catch (IOException | RuntimeException failure) {
      LOG.atError().setCause(failure).log("could not seal at the end; the log has it all");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    try {
      segments.close();
      queries.close();
    } catch (IOException | SQLException failure) {
      LOG.atError().setCause(failure).log("store did not close cleanly");
    }
  }

  private void run() {
    long failures = 0;
    while (!isClosing) {
      sealing.lock();
      try {
        wakeUp.await(TICK_MILLIS << Math.min(failures, MAX_DOUBLINGS), TimeUnit.MILLISECONDS);
        boolean isSealed = !isClosing && sealDue();
        failures = 0;
        sealingTrouble = null;
        if (isSealed || upkeep.isDue()) {
          upkeep();
        }
      } catch (IOException | RuntimeException failure) {
        failures++;
        sealFailures.incrementAndGet();
        sealingTrouble = String.valueOf(failure.getMessage());
        LOG.atError().setCause(failure).log("could not seal; trying again");
        upkeepIfDue();
      } catch (InterruptedException _) {
        return;
      } finally {
        sealing.unlock();
      }
    }
  }

  /// Retention goes on while sealing fails: it may be what makes room.
  private void upkeepIfDue() {
    if (upkeep.isDue()) {
      upkeep();
    }
  }

  private void upkeep() {
    try {
      upkeep.run();
    } catch (IOException | RuntimeException failure) {
      upkeepFailures.incrementAndGet();
      LOG.atError().setCause(failure).log("could not merge or drop segments; trying again");
    }
  }

  private boolean sealDue() throws IOException {
    boolean isSealed = false;
    for (Sealer sealer : sealers) {
      if (sealer.isPending() || isDue(sealer)) {
        isSealed |= seal(sealer);
      }
    }
    return isSealed;
  }

  private boolean isDue(Sealer sealer) {
    return sealer
        .live()
        .isDue(options.sealRows(), options.sealBytes(), options.sealAge().toMillis());
  }

  private boolean seal(Sealer sealer) throws IOException {
    boolean isSealed = sealer.seal();
    if (isSealed) {
      int partition = sealers.indexOf(sealer);
      listener.sealed(partition, sealer.neededOffset());
    }
    return isSealed;
  }
}
