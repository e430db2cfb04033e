package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// A11: wrong one-time codes in numbers that no drift of a clock explains; the password is known to
/// whoever tries them.
final class OtpGuessing extends Keyed<OtpGuessing.Row> {
  private static final int FAILURES = 10;
  private static final int MANY = 20;
  private static final Profile PROFILE =
      Profile.of(
          "A11",
          "otp-guessing",
          "Guessing of one-time codes",
          "credential-access",
          "T1110.001",
          "T1111");

  OtpGuessing(DetectorOptions options) {
    super(options.maxAccounts(), Row::new);
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.act().reason() == Reason.OTP_INVALID || event.isLoginSuccess();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    Entity account = Entity.of(event, Entity.Type.ACCOUNT);
    if (account == null) {
      return;
    }
    long nanos = observation.nanos();
    if (event.act().reason() != Reason.OTP_INVALID) {
      Row row = event.isLoginSuccess() ? rows.peek(observation.account()) : null;
      if (row != null && row.codes.failures(nanos) >= FAILURES) {
        raise(
            account, row, observation, alarms, Severity.HIGH, "a one-time code was found after %d");
      }
      return;
    }
    Row row = rows.row(observation.account());
    if (row.codes.failures(nanos) == 0) {
      row.since = nanos;
    }
    row.codes.add(nanos, true);
    int failures = row.codes.failures(nanos);
    if (failures == FAILURES || failures == MANY) {
      raise(account, row, observation, alarms, Severity.MEDIUM, "%d one-time codes were wrong");
    }
  }

  private static void raise(
      Entity account,
      Row row,
      Observation observation,
      Alarms alarms,
      Severity severity,
      String title) {
    int failures = row.codes.failures(observation.nanos());
    alarms.raise(
        new Alarm(
            PROFILE,
            account,
            severity,
            80,
            title.formatted(failures),
            List.of("wrong codes %d >= %d within ten minutes".formatted(failures, FAILURES)),
            observation.entities(Entity.Type.SOURCE),
            observation.event(),
            row.since));
  }

  static final class Row implements BoundedTable.Value {
    private final Ring codes = new Ring();
    private long since;

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      codes.save(out);
      out.writeLong(since);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      codes.restore(in);
      since = in.readLong();
    }
  }
}
