package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What whoever stores auth events must answer, so that timelines, drill-downs and previews work.
public interface AuthEventStore {
  /// Events that match, newest first, at most so many; those with equal times by id, so that pages
  /// do not overlap.
  ///
  /// @param after the last event of the page before, whose successors are asked for; null for the
  ///   first page
  List<AuthEvent> events(EventQuery query, int limit, AuthEvent.@Nullable EventId after);
}
