package dev.clew.query.run;

import dev.clew.model.LimitException.Limit;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Tells a running search that it has to end; asked often, so it answers fast.
@FunctionalInterface
public interface StopSignal {
  /// Lets a search run to its end.
  StopSignal NEVER = () -> null;

  /// Why it has to end: [Limit#DEADLINE] gives the best found so far, [Limit#CANCELLED] nothing;
  /// null while it may go on.
  @Nullable Limit reason();

  /// Ends a search at an instant.
  static StopSignal at(Instant deadline, InstantSource clock) {
    return () -> clock.instant().isBefore(deadline) ? null : Limit.DEADLINE;
  }
}
