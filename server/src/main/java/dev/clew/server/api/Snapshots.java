package dev.clew.server.api;

import dev.clew.model.TraceView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The views from which the next pages of answers are read, by the number of their snapshot.
///
/// A view is kept for a while after the last page read from it, and never longer than an hour. It
/// keeps dropped segments on the disk and sealed rows in memory, so there may be only so many, and
/// only so much memory for them. Where there is no room, first goes the view that nobody asked for
/// a second page of, the oldest first.
public final class Snapshots implements AutoCloseable {
  static final Duration VALIDITY = Duration.ofMinutes(15);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

  private final int maxViews;
  private final long maxBytes;
  private final InstantSource clock;
  private final Map<Long, Kept> views = new HashMap<>();
  private final Thread sweeper = Thread.ofVirtual().name("clew-snapshots").unstarted(this::run);

  private static final class Kept {
    final long snapshot;
    final TraceView view;
    final Instant since;
    Instant until;
    boolean isContinued;

    Kept(long snapshot, TraceView view, Instant since) {
      this.snapshot = snapshot;
      this.view = view;
      this.since = since;
      this.until = since;
    }
  }

  /// @param maxViews kept at a time
  /// @param maxBytes of memory that nothing but these views needs
  /// @param clock tells ages, so it should be steady
  public Snapshots(int maxViews, long maxBytes, InstantSource clock) {
    this.maxViews = maxViews;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /// Begins to let go of views in time; without it that happens with the next question only.
  public void start() {
    sweeper.start();
  }

  /// Makes it possible to open this view again for [#VALIDITY] from now on.
  public synchronized void keep(TraceView view) {
    Instant now = clock.instant();
    Kept kept =
        views.computeIfAbsent(
            view.snapshot(), number -> new Kept(number, view.again(Duration.ZERO), now));
    Instant last = kept.since.plus(LONGEST);
    Instant until = now.plus(VALIDITY);
    kept.until = until.isBefore(last) ? until : last;
    sweep();
  }

  /// Opens a view of a snapshot.
  ///
  /// @throws QuestionException when it is not kept any more
  public synchronized TraceView open(long snapshot, Duration deadline) {
    sweep();
    Kept kept = views.get(snapshot);
    if (kept == null) {
      throw QuestionException.expired(
          "the snapshot of this cursor is gone, search again without the cursor");
    }
    kept.isContinued = true;
    return kept.view.again(deadline);
  }

  /// What tells the age of a snapshot.
  InstantSource ages() {
    return clock;
  }

  /// Views that are kept.
  public synchronized int size() {
    return views.size();
  }

  /// Lets go of what is too old or too much.
  synchronized void sweep() {
    Instant now = clock.instant();
    for (Kept kept : List.copyOf(views.values())) {
      if (kept.until.isBefore(now)) {
        drop(kept);
      }
    }
    while (views.size() > maxViews || heldBytes() > maxBytes) {
      Kept first = firstToGo();
      if (first == null) {
        return;
      }
      drop(first);
    }
  }

  private long heldBytes() {
    return views.values().stream().mapToLong(kept -> kept.view.heldBytes()).sum();
  }

  private @Nullable Kept firstToGo() {
    return views.values().stream()
        .min(
            Comparator.comparing((Kept kept) -> kept.isContinued)
                .thenComparing(kept -> kept.until)
                .thenComparingLong(kept -> kept.snapshot))
        .orElse(null);
  }

  private void drop(Kept kept) {
    views.remove(kept.snapshot);
    kept.view.close();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(SWEEP_PERIOD);
        sweep();
      }
    } catch (InterruptedException _) {
      return;
    }
  }

  @Override
  public void close() {
    sweeper.interrupt();
    synchronized (this) {
      List.copyOf(views.values()).forEach(this::drop);
    }
  }
}
