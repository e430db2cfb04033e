package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthEvent.UserState;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// A9: one source asks for names that do not exist, at login, recovery or registration, to learn
/// which do. Needs telemetry that tells unknown names from wrong passwords.
final class AccountEnumeration extends Keyed<AccountEnumeration.Row> {
  private static final long WINDOW = 600_000_000_000L;
  private static final int UNKNOWN = 20;
  private static final double RATIO = 0.7;
  private static final Profile PROFILE =
      Profile.of(
              "A9",
              "account-enumeration",
              "Account enumeration",
              "reconnaissance",
              "T1589.001",
              "T1589.002",
              "T1087")
          .aboutSource();

  AccountEnumeration(DetectorOptions options) {
    super(options.maxSources(), Row::new);
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    Operation operation = event.act().operation();
    return operation.isLogin()
        || operation == Operation.RECOVERY
        || operation == Operation.REGISTRATION;
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    UserState state = event.actor().state();
    if (observation.source() == 0
        || observation.account() == 0
        || state == UserState.MISSING
        || !concerns(event)) {
      return;
    }
    Row row =
        state == UserState.UNKNOWN
            ? rows.row(observation.source())
            : rows.peek(observation.source());
    if (row == null) {
      return;
    }
    boolean isNew = row.add(observation, state == UserState.UNKNOWN);
    int unknown = row.unknown.count(observation.nanos());
    int all = unknown + row.known.count(observation.nanos());
    Entity source = Entity.of(event, Entity.Type.SOURCE);
    boolean isTelling = unknown <= 2 * UNKNOWN || Integer.bitCount(unknown) == 1;
    if (!isNew || !isTelling || unknown < UNKNOWN || unknown < RATIO * all || source == null) {
      return;
    }
    alarms.raise(
        new Alarm(
            PROFILE,
            source,
            Severity.LOW.atMost(observation.cap(true)),
            80,
            "%d names that do not exist were tried from one source".formatted(unknown),
            List.of(
                "unknown names %d >= %d".formatted(unknown, UNKNOWN),
                "of all names %d, ratio >= %.1f".formatted(all, RATIO)),
            List.of(),
            event,
            row.since));
  }

  static final class Row implements BoundedTable.Value {
    private final Distinct unknown = new Distinct(WINDOW);
    private final Distinct known = new Distinct(WINDOW);
    private long since;

    boolean add(Observation observation, boolean isUnknown) {
      long nanos = observation.nanos();
      if (unknown.count(nanos) + known.count(nanos) == 0) {
        since = nanos;
      }
      return (isUnknown ? unknown : known).add(nanos, observation.account()) && isUnknown;
    }

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      unknown.save(out);
      known.save(out);
      out.writeLong(since);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      unknown.restore(in);
      known.restore(in);
      since = in.readLong();
    }
  }
}
