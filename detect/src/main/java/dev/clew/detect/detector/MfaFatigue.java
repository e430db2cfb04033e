package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.auth.Result;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A10: prompts for a second factor that their owner keeps denying or leaves unanswered, and the
/// one that is accepted at last. Also one source that prompts many accounts.
final class MfaFatigue extends Keyed<MfaFatigue.Row> {
  private static final int SOME = 5;
  private static final int MANY = 10;
  private static final int ACCOUNTS = 5;
  private static final long HALF_HOUR = 1_800_000_000_000L;
  private static final long HOUR = 3_600_000_000_000L;
  private static final Profile PROFILE =
      Profile.of("A10", "mfa-fatigue", "MFA fatigue", "credential-access", "T1621");

  private final BoundedTable<SourceRow> sources;

  MfaFatigue(DetectorOptions options) {
    super(options.maxAccounts(), Row::new);
    sources = new BoundedTable<>(options.maxSources(), SourceRow::new);
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.act().reason().kind() == Reason.Kind.MFA
        || event.act().operation() == Operation.MFA;
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    if (observation.account() == 0) {
      return;
    }
    if (event.act().reason().kind() == Reason.Kind.MFA) {
      Row row = rows.row(observation.account());
      row.refuse(observation);
      judge(row, observation, alarms);
      judgeSource(observation, alarms);
    } else if (event.act().result() == Result.SUCCESS && event.act().operation().isLogin()) {
      Row row = rows.peek(observation.account());
      if (row != null && row.peak >= SOME && observation.nanos() - row.last <= HALF_HOUR) {
        raise(
            row, observation, alarms, Severity.CRITICAL, "a prompt was accepted after %d refused");
        row.peak = 0;
      }
    }
  }

  private static void judge(Row row, Observation observation, Alarms alarms) {
    int refused = row.refused.failures(observation.nanos());
    row.peak = Math.max(row.peak, refused);
    boolean isOwn = observation.isKnownDevice() && row.denials.failures(observation.nanos()) == 0;
    if (refused == SOME || refused == MANY) {
      Severity severity = refused >= MANY ? Severity.HIGH : Severity.MEDIUM;
      raise(
          row,
          observation,
          alarms,
          isOwn ? Severity.LOW : severity,
          "%d prompts for a second factor were refused");
    }
  }

  private void judgeSource(Observation observation, Alarms alarms) {
    if (observation.source() == 0) {
      return;
    }
    SourceRow row = sources.row(observation.source());
    boolean isNew = row.accounts.add(observation.nanos(), observation.account());
    int accounts = row.accounts.count(observation.nanos());
    Entity source = Entity.of(observation.event(), Entity.Type.SOURCE);
    if (isNew && accounts >= ACCOUNTS && !observation.isSharedSource() && source != null) {
      alarms.raise(
          new Alarm(
              PROFILE,
              source,
              Severity.HIGH.atMost(observation.cap(true)),
              75,
              "one source had %d accounts prompted".formatted(accounts),
              List.of("accounts %d >= %d within an hour".formatted(accounts, ACCOUNTS)),
              observation.entities(Entity.Type.ACCOUNT),
              observation.event(),
              observation.nanos()));
    }
  }

  private static void raise(
      Row row, Observation observation, Alarms alarms, Severity severity, String title) {
    @Nullable Entity account = Entity.of(observation.event(), Entity.Type.ACCOUNT);
    if (account != null) {
      alarms.raise(
          new Alarm(
              PROFILE,
              account,
              severity,
              85,
              title.formatted(row.peak),
              List.of("refused prompts %d >= %d within ten minutes".formatted(row.peak, SOME)),
              observation.entities(Entity.Type.SOURCE),
              observation.event(),
              row.since));
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    sources.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    sources.restore(in);
  }

  static final class Row implements BoundedTable.Value {
    private final Ring refused = new Ring();
    private final Ring denials = new Ring();
    private int peak;
    private long since;
    private long last;

    void refuse(Observation observation) {
      long nanos = observation.nanos();
      if (refused.failures(nanos) == 0) {
        since = nanos;
        peak = nanos - last > HALF_HOUR ? 0 : peak;
      }
      refused.add(nanos, true);
      if (observation.event().act().reason() == Reason.MFA_DENIED) {
        denials.add(nanos, true);
      }
      last = Math.max(last, nanos);
    }

    @Override
    public int worth() {
      return peak >= SOME ? 2 : 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      refused.save(out);
      denials.save(out);
      out.writeInt(peak);
      out.writeLong(since);
      out.writeLong(last);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      refused.restore(in);
      denials.restore(in);
      peak = in.readInt();
      since = in.readLong();
      last = in.readLong();
    }
  }

  private static final class SourceRow implements BoundedTable.Value {
    private final Distinct accounts = new Distinct(HOUR);

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      accounts.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      accounts.restore(in);
    }
  }
}
