package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/// X2: somebody floods the state of the detectors with names or addresses, so that rows are
/// dropped. Always told, since what was dropped may have been evidence.
final class StateFlood extends Keyed<StateFlood.Row> {
  private static final int PER_TEN_MINUTES = 10_000;
  private static final Profile PROFILE =
      Profile.of("X2", "state-flood", "Flood of names or addresses", "impact", "T1499");

  private final LongSupplier dropped;
  private long before;

  /// @param dropped rows that all tables together have dropped so far
  StateFlood(LongSupplier dropped) {
    super(1_024, Row::new);
    this.dropped = dropped;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.isFailedLogin();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    long now = dropped.getAsLong();
    long fresh = now - before;
    before = now;
    if (fresh <= 0) {
      return;
    }
    Row row = rows.row(observation.realm());
    row.ring.add(observation.nanos(), true);
    int events = row.ring.failures(observation.nanos());
    Entity realm = Entity.of(observation.event(), Entity.Type.REALM);
    if (realm != null && events >= PER_TEN_MINUTES && Integer.bitCount(events / 1_000) == 1) {
      alarms.raise(
          new Alarm(
              PROFILE,
              realm,
              Severity.MEDIUM,
              90,
              "state of the detectors is flooded: rows of %d events dropped".formatted(events),
              List.of("events that dropped rows %d >= %d".formatted(events, PER_TEN_MINUTES)),
              List.of(),
              observation.event(),
              observation.nanos()));
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    out.writeLong(before);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    before = in.readLong();
  }

  static final class Row implements BoundedTable.Value {
    private final Ring ring = new Ring();

    @Override
    public int worth() {
      return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      ring.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      ring.restore(in);
    }
  }
}
