package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A7: guessing that stays below every rate. The sequential test has no clock, so patience does not
/// help against it; this names what it finds at a pace of minutes or hours, for a source, for a
/// network whose addresses take turns, and for a stranger who keeps at one account.
final class SlowAndLow extends Keyed<SlowAndLow.Row> {
  /// Mean time between failures from which on an attack is called slow.
  static final long SLOW_NANOS = 180_000_000_000L;

  private static final long DAY = 86_400_000_000_000L;
  private static final double NOTE = 8;
  private static final int NETWORK_FAILURES = 8;
  private static final Profile PROFILE =
      Profile.of("A7", "slow-and-low", "Slow and low guessing", "credential-access", "T1110")
          .aboutSource()
          .guessing();

  private final SourceWatch watch;
  private final Knowledge knowledge;

  SlowAndLow(DetectorOptions options, SourceWatch watch, Knowledge knowledge) {
    super(options.maxAccounts(), Row::new);
    this.watch = watch;
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.isFailedLogin() || event.isLoginSuccess();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    if (event.isFailedLogin()) {
      judge(watch.source(), Entity.of(event, Entity.Type.SOURCE), observation, alarms);
      SourceState wide = watch.network();
      if (wide != null && wide.failures() >= NETWORK_FAILURES) {
        judge(wide, Entity.of(event, Entity.Type.NETWORK), observation, alarms);
      }
    }
    if (observation.account() != 0 && observation.source() != 0) {
      judgePair(observation, alarms);
    }
  }

  private static void judge(
      @Nullable SourceState state,
      @Nullable Entity entity,
      Observation observation,
      Alarms alarms) {
    boolean isNetwork = entity != null && entity.type() == Entity.Type.NETWORK;
    if (state == null
        || entity == null
        || !state.isAlarming()
        || !SourceAlarm.isTelling(state)
        || (!isNetwork && state.gapNanos() < SLOW_NANOS)) {
      return;
    }
    alarms.raise(SourceAlarm.of(PROFILE, entity, Severity.MEDIUM, state, observation));
  }

  /// One stranger and one account: failures fade by half a day, a success takes two away.
  private void judgePair(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    long key =
        knowledge.slot(
            Long.toHexString(observation.account()), Long.toHexString(observation.source()));
    if (event.isLoginSuccess()) {
      Row row = rows.peek(key);
      if (row != null) {
        row.add(observation.nanos(), -2);
      }
      return;
    }
    if (!event.isGuess() || observation.isKnownDevice() || observation.isStuck()) {
      return;
    }
    Row row = rows.row(key);
    row.add(observation.nanos(), 1);
    Entity source = Entity.of(event, Entity.Type.SOURCE);
    boolean isSlow = row.count > 0 && (observation.nanos() - row.since) / row.count >= SLOW_NANOS;
    if (row.weight < NOTE || !isSlow || source == null) {
      return;
    }
    alarms.raise(
        new Alarm(
            PROFILE,
            source,
            Severity.MEDIUM.atMost(observation.cap(true)),
            60,
            "%d slow failures from one source for one account".formatted(row.count),
            List.of("decayed count %.1f >= %.0f, half-life one day".formatted(row.weight, NOTE)),
            List.of(),
            event,
            row.since));
  }

  static final class Row implements BoundedTable.Value {
    private double weight;
    private long last;
    private long since;
    private int count;

    void add(long nanos, double change) {
      if (weight <= 0) {
        since = nanos;
        count = 0;
      }
      count += change > 0 ? 1 : 0;
      double age = Math.max(0, nanos - last) / (double) DAY;
      weight = Math.max(0, (last == 0 ? 0 : weight * Math.pow(2, -age)) + change);
      last = Math.max(last, nanos);
    }

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(weight);
      out.writeLong(last);
      out.writeLong(since);
      out.writeInt(count);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      weight = in.readDouble();
      last = in.readLong();
      since = in.readLong();
      count = in.readInt();
    }
  }
}
