package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Result;
import dev.clew.detect.state.BoundedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// E2: logins end in errors of the system, because a directory, a database or an identity provider
/// is down. A sequential test on the share of errors, 1 % against 20 %.
final class DependencyFailure extends Keyed<DependencyFailure.Row> {
  private static final double ERROR = Math.log(0.20 / 0.01);
  private static final double FINE = Math.log(0.80 / 0.99);
  private static final double FLOOR = -4.6;
  private static final int MIN_ERRORS = 5;
  private static final Profile PROFILE =
      Profile.of("E2", "dependency-failure", "Failure behind authentication", "impact");

  private final Knowledge knowledge;

  DependencyFailure(DetectorOptions options, Knowledge knowledge) {
    super(options.maxSeries(), Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.act().operation().isLogin() && event.act().result() == Result.ERROR;
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    Entity service = Entity.of(event, Entity.Type.SERVICE);
    if (service == null || !event.act().operation().isLogin()) {
      return;
    }
    Row row = rows.row(knowledge.slot("errors", event.place().realm(), event.place().service()));
    boolean isError = event.act().result() == Result.ERROR;
    if (isError && row.score <= 0) {
      row.since = observation.nanos();
      row.errors = 0;
    }
    row.errors += isError ? 1 : 0;
    row.score = Math.max(FLOOR, Math.min(20, row.score + (isError ? ERROR : FINE)));
    boolean isTelling = row.errors <= 16 || Integer.bitCount(row.errors) == 1;
    if (isError && isTelling && row.errors >= MIN_ERRORS && row.score >= SourceState.ALARM) {
      alarms.raise(
          new Alarm(
              PROFILE,
              service,
              Severity.MEDIUM,
              80,
              "%d logins ended in errors of the system".formatted(row.errors),
              List.of(
                  "log likelihood ratio %.1f >= %.1f".formatted(row.score, SourceState.ALARM),
                  "last reason " + event.act().reason().text()),
              List.of(),
              event,
              row.since));
    }
  }

  static final class Row implements BoundedTable.Value {
    private double score;
    private int errors;
    private long since;

    @Override
    public int worth() {
      return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(score);
      out.writeInt(errors);
      out.writeLong(since);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      score = in.readDouble();
      errors = in.readInt();
      since = in.readLong();
    }
  }
}
