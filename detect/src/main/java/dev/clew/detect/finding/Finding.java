package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.detector.Entity;
import dev.clew.detect.detector.Profile;
import dev.clew.detect.detector.Severity;
import java.util.List;

/// What is known of one attack by one detector, as of one moment.
///
/// @param id a hash of tenant, detector, entity and opening event: the same whenever the log is
///   read
/// @param previousId finding of the same kind that was closed within a week; empty if none
/// @param reasons the terms that made it, with observed value and threshold
/// @param history why the severity is what it is, oldest first
/// @param accounts those it is about, at most 500, each with whether it then logged in
/// @param evidence events, copied when they came: the first, the deciding, successes, one for each
///   account, and the last
/// @param suppressedBy id of the suppression that keeps it quiet; empty if none
/// @param revision grows with each change
public record Finding(
    String id,
    String tenant,
    String incidentId,
    String previousId,
    Profile detector,
    Entity primary,
    String title,
    Severity severity,
    int confidence,
    Status status,
    Times times,
    Counts counts,
    List<String> reasons,
    List<String> history,
    List<Account> accounts,
    List<String> sources,
    List<AuthEvent> evidence,
    AuthEvent deciding,
    Triage triage,
    String suppressedBy,
    int revision) {
  /// Version of the judgement behind the detectors; part of the id.
  public static final int VERSION = 1;

  public Finding {
    reasons = List.copyOf(reasons);
    history = List.copyOf(history);
    accounts = List.copyOf(accounts);
    sources = List.copyOf(sources);
    evidence = List.copyOf(evidence);
  }

  public enum Status {
    OPEN,
    ACKNOWLEDGED,
    /// Later evidence spoke against it.
    CONTRADICTED,
    /// A finding that says more about the same campaign took its place.
    SUPERSEDED,
    RESOLVED,
    /// Nothing came for a day.
    QUIET;

    /// Whether it is to be acted upon, or grows with what comes.
    public boolean isOpen() {
      return this == OPEN || this == ACKNOWLEDGED || this == CONTRADICTED;
    }
  }

  /// What a person decided it was.
  public enum Verdict {
    NONE,
    TRUE_POSITIVE,
    BENIGN,
    MISCONFIGURATION,
    DUPLICATE,
    TEST
  }

  /// Event times of the first and last evidence; arrivals of what opened and what last changed it.
  public record Times(long firstNanos, long lastNanos, long openedNanos, long updatedNanos) {}

  /// Events of the finding's entity that concern its detector, from its first evidence to the
  /// record at `asOfOffset`; accounts and sources are estimates beyond 64.
  public record Counts(
      long events, long failures, long successes, int accounts, int sources, long asOfOffset) {
    /// Failures a minute between two instants.
    public double perMinute(Times times) {
      double minutes = (times.lastNanos() - times.firstNanos()) / 6e10;
      return failures / Math.max(minutes, 1.0 / 60);
    }
  }

  /// An account that was tried.
  ///
  /// @param loggedInNanos when a login of it worked within the finding; 0 if none did
  public record Account(String ref, long loggedInNanos) {}

  /// What people made of it.
  public record Triage(String owner, Verdict verdict, List<String> notes) {
    public Triage {
      notes = List.copyOf(notes);
    }
  }
}
