package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.LongSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// A2: one source that fails far more often than it succeeds, whatever the accounts. Behind an
/// address that many share, each family of programs is judged by itself.
final class BruteForceSource extends Keyed<BruteForceSource.Row> {
  private static final int FAILURES = 8;
  private static final int ON_ONE = 10;
  private static final double FLOOR = -4.6;
  private static final Profile PROFILE =
      Profile.of(
              "A2", "brute-force-source", "Brute force from a source", "credential-access", "T1110")
          .aboutSource()
          .guessing();

  private final Knowledge knowledge;

  BruteForceSource(DetectorOptions options, Knowledge knowledge) {
    super(options.maxSources(), Row::new);
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
    if (observation.source() == 0) {
      return;
    }
    long key =
        observation.isSharedSource()
            ? knowledge.slot(Long.toHexString(observation.source()), event.origin().family())
            : observation.source();
    if (event.isLoginSuccess()) {
      Row row = rows.peek(key);
      boolean isCredit = observation.isColdStart() || observation.isEstablished();
      if (row != null && isCredit) {
        row.succeed();
      }
    } else if (event.isFailedLogin() && !observation.isForgiven() && !observation.isStuck()) {
      Row row = rows.row(key);
      row.fail(observation);
      judge(row, observation, alarms);
    }
  }

  private static void judge(Row row, Observation observation, Alarms alarms) {
    Entity source = Entity.of(observation.event(), Entity.Type.SOURCE);
    boolean isMany = row.accounts.size() >= 2 && row.failures >= FAILURES;
    boolean isOne = row.accounts.size() < 2 && row.failures >= ON_ONE;
    boolean isFast = (observation.nanos() - row.since) / row.failures < SlowAndLow.SLOW_NANOS;
    boolean isTelling = row.failures <= 2 * ON_ONE || Integer.bitCount(row.failures) == 1;
    if (source == null
        || row.score < SourceState.ALARM
        || !(isMany || isOne)
        || !isFast
        || !isTelling) {
      return;
    }
    alarms.raise(
        new Alarm(
            PROFILE,
            source,
            Severity.MEDIUM.atMost(observation.cap(true)),
            70,
            "%d failed logins from one source for %d accounts"
                .formatted(row.failures, row.accounts.size()),
            List.of(
                "log likelihood ratio %.1f >= %.1f over attempts"
                    .formatted(row.score, SourceState.ALARM),
                "failures %d, accounts %d".formatted(row.failures, row.accounts.size())),
            List.of(),
            observation.event(),
            row.since));
  }

  static final class Row implements BoundedTable.Value {
    private static final int MAX_ACCOUNTS = 64;

    private double score;
    private int failures;
    private long since;
    private LongSet accounts = new LongSet();

    void fail(Observation observation) {
      if (score <= 0) {
        since = observation.nanos();
        failures = 0;
        accounts = new LongSet();
      }
      failures++;
      score = Math.min(2 * SourceState.ALARM, score + SourceState.FAILED);
      if (accounts.size() < MAX_ACCOUNTS && observation.account() != 0) {
        accounts.add(observation.account());
      }
    }

    void succeed() {
      score = Math.max(FLOOR, score + SourceState.SUCCEEDED);
    }

    @Override
    public int worth() {
      return score >= SourceState.ALARM ? 2 : 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(score);
      out.writeInt(failures);
      out.writeLong(since);
      accounts.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      score = in.readDouble();
      failures = in.readInt();
      since = in.readLong();
      accounts.restore(in);
    }
  }
}
