package dev.clew.examples.simulator;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Something that goes wrong for a while.
///
/// @param from when it begins, counted from the instant that real time begins; negative is before
/// @param to when it is over, counted alike
public record Fault(Kind kind, Duration from, Duration to) {
  public Fault {
    if (from.compareTo(to) >= 0) {
      throw new IllegalArgumentException("%s ends at %s, not after %s".formatted(kind, to, from));
    }
  }

  /// The same fault again after each period.
  public List<Fault> repeated(Duration period, int times) {
    return Stream.iterate(this, fault -> fault.later(period)).limit(times).toList();
  }

  private Fault later(Duration shift) {
    return new Fault(kind, from.plus(shift), to.plus(shift));
  }

  /// What can go wrong.
  public enum Kind {
    /// A hidden slow cause: `INSERT sessions` waits for a connection on one copy of the session
    /// service, for one tenant, and longer each minute.
    POOL_EXHAUSTED,
    /// A failing cause in another service than the one that is asked: audit cannot read one event
    /// type.
    UNREADABLE_EVENT,
    /// A noisy attacker: one address guesses the password of one account.
    BRUTE_FORCE;

    /// The kind as it is written in scenario names and in the ground truth.
    String label() {
      return switch (this) {
        case POOL_EXHAUSTED -> "pool_exhausted";
        case UNREADABLE_EVENT -> "unreadable_event";
        case BRUTE_FORCE -> "brute_force";
      };
    }
  }
}
