package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.detector.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Everything that detection knows of an account, an address or a session, newest first: runs of
/// alike events as one entry, and the findings about it between them.
public final class EntityTimeline {
  private static final long RUN_NANOS = 600_000_000_000L;

  private EntityTimeline() {}

  /// One entry.
  public sealed interface Entry {
    long nanos();

    /// Events of one operation, result and source within ten minutes of each other.
    ///
    /// @param newest of them, by which the entry is shown; the others are a drill-down away
    record Run(AuthEvent newest, AuthEvent oldest, int count) implements Entry {
      @Override
      public long nanos() {
        return newest.place().timeNanos();
      }
    }

    /// A finding, where it began.
    record Raised(Finding finding) implements Entry {
      @Override
      public long nanos() {
        return finding.times().firstNanos();
      }
    }
  }

  /// The newest entries of an entity.
  ///
  /// @param maxEvents events that are read at most
  public static List<Entry> of(
      EventQuery query, AuthEventStore store, List<Finding> findings, int maxEvents) {
    List<Entry> entries = new ArrayList<>();
    for (AuthEvent event : store.events(query, maxEvents, null)) {
      Entry last = entries.isEmpty() ? null : entries.getLast();
      if (last instanceof Entry.Run run && continues(run, event)) {
        entries.set(entries.size() - 1, new Entry.Run(run.newest(), event, run.count() + 1));
      } else {
        entries.add(new Entry.Run(event, event, 1));
      }
    }
    for (Finding finding : findings) {
      if (isAbout(finding, query.entity())
          && finding.times().firstNanos() <= query.toNanos()
          && finding.times().lastNanos() >= query.fromNanos()) {
        entries.add(new Entry.Raised(finding));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::nanos).reversed());
    return entries;
  }

  private static boolean continues(Entry.Run run, AuthEvent event) {
    AuthEvent oldest = run.oldest();
    return oldest.act().operation() == event.act().operation()
        && oldest.act().result() == event.act().result()
        && oldest.origin().source().equals(event.origin().source())
        && oldest.actor().account().equals(event.actor().account())
        && oldest.place().timeNanos() - event.place().timeNanos() <= RUN_NANOS;
  }

  private static boolean isAbout(Finding finding, Entity entity) {
    return finding.primary().equals(entity)
        || switch (entity.type()) {
          case ACCOUNT ->
              finding.accounts().stream().anyMatch(account -> account.ref().equals(entity.ref()));
          case SOURCE -> finding.sources().contains(entity.ref());
          case NETWORK, SESSION, SERVICE, REALM -> false;
        };
  }
}
