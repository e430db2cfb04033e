package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthEvents;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// The last events, so that a finding can begin with what led to it.
final class Recollection implements State {
  private final int max;
  private final Deque<AuthEvent> events = new ArrayDeque<>();

  Recollection(int max) {
    this.max = max;
  }

  void add(AuthEvent event) {
    if (events.size() == max) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  void forEach(Consumer<AuthEvent> action) {
    events.forEach(action);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(events.size());
    for (AuthEvent event : events) {
      AuthEvents.save(out, event);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      events.addLast(AuthEvents.restore(in));
    }
  }
}
