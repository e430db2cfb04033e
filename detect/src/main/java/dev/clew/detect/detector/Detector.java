package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.State;

/// One way to see an attack.
public interface Detector extends State {
  Profile profile();

  /// Whether an event is of the kind that this detector counts; decides which events about its
  /// entity belong to a finding.
  boolean concerns(AuthEvent event);

  /// Looks at one event; called for every event in order.
  void accept(Observation observation, Alarms alarms);

  /// Takes notice that time has passed, in epoch nanoseconds.
  default void advance(long nanos, Alarms alarms) {}

  /// Rows of state that were dropped for lack of room.
  default long evictions() {
    return 0;
  }
}
