package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthEvents;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.SeasonalBaseline;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// D3: a service sees far more failed logins a minute than it does at this hour. Says nothing
/// before it knows the hour; while it is high, nothing is learnt. When logins work as often as ever
/// and only more of them come, that is told at low.
final class RateAnomaly extends Keyed<RateAnomaly.Row> {
  private static final long MINUTE = 60_000_000_000L;
  private static final int MIN_RATE = 50;
  private static final double SCORE = 6;
  private static final double FACTOR = 3;
  private static final Profile PROFILE =
      Profile.of("D3", "failure-rate", "Failure rate anomaly", "impact", "T1499", "T1110");

  private final Knowledge knowledge;

  RateAnomaly(DetectorOptions options, Knowledge knowledge) {
    super(options.maxSeries(), Row::new);
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
    Entity service = Entity.of(event, Entity.Type.SERVICE);
    if (service == null || !concerns(event)) {
      return;
    }
    Row row = rows.row(knowledge.slot("rate", event.place().realm(), event.place().service()));
    long minute = Math.floorDiv(observation.nanos(), MINUTE);
    row.moveTo(minute, service, alarms);
    row.attempts++;
    if (event.isFailedLogin()) {
      row.failures++;
    }
    row.last = event;
  }

  static final class Row implements BoundedTable.Value {
    private static final int MAX_GAP = 1_440;

    private final SeasonalBaseline usualFailures = new SeasonalBaseline();
    private final SeasonalBaseline usualAttempts = new SeasonalBaseline();
    private long minute = Long.MIN_VALUE;
    private int failures;
    private int attempts;
    private int high;
    private @Nullable AuthEvent last;

    void moveTo(long now, Entity service, Alarms alarms) {
      if (minute == Long.MIN_VALUE || now - minute > MAX_GAP) {
        minute = now;
      }
      while (minute < now) {
        end(service, alarms);
        minute++;
        failures = 0;
        attempts = 0;
      }
    }

    private void end(Entity service, Alarms alarms) {
      long nanos = minute * MINUTE;
      boolean areFailures = isHigh(usualFailures, nanos, failures);
      boolean areAttempts = isHigh(usualAttempts, nanos, attempts);
      if (!areFailures && !areAttempts) {
        usualFailures.add(nanos, failures);
        usualAttempts.add(nanos, attempts);
      }
      high = ((high << 1) | ((areFailures || areAttempts) ? 1 : 0)) & 7;
      AuthEvent event = last;
      if (Integer.bitCount(high) >= 2 && (high & 1) != 0 && event != null) {
        alarms.raise(
            new Alarm(
                PROFILE,
                service,
                areFailures ? Severity.MEDIUM : Severity.LOW,
                60,
                areFailures
                    ? "%d logins failed in a minute".formatted(failures)
                    : "%d logins in a minute, failing no more than usual".formatted(attempts),
                List.of(
                    "robust score >= %.0f in two of three minutes".formatted(SCORE),
                    "at least %d a minute and %.0f times the usual".formatted(MIN_RATE, FACTOR)),
                List.of(),
                event,
                nanos));
      }
    }

    private static boolean isHigh(SeasonalBaseline usual, long nanos, int count) {
      SeasonalBaseline.Expected expected = usual.expected(nanos, false);
      if (expected == null || count < MIN_RATE || count < FACTOR * expected.median()) {
        return false;
      }
      double spread = Math.max(expected.spread(), Math.sqrt(Math.max(1, expected.median())));
      return (count - expected.median()) / spread >= SCORE;
    }

    @Override
    public int worth() {
      return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      usualFailures.save(out);
      usualAttempts.save(out);
      out.writeLong(minute);
      out.writeInt(failures);
      out.writeInt(attempts);
      out.writeInt(high);
      AuthEvents.saveMaybe(out, last);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      usualFailures.restore(in);
      usualAttempts.restore(in);
      minute = in.readLong();
      failures = in.readInt();
      attempts = in.readInt();
      high = in.readInt();
      last = AuthEvents.restoreMaybe(in);
    }
  }
}
