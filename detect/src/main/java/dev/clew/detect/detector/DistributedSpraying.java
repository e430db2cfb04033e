package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthEvents;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Cusum;
import dev.clew.detect.state.Distinct;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A5: more logins of a realm fail than usual, from many sources that each stay below every limit.
///
/// Each minute's failures are scored against the realm's own share of failures, with the spread of
/// a beta-binomial, since people fail in bursts; the scores are summed above a slack (after Javed
/// and Paxson 2013). Failures of sources and accounts that a finding names already are left out,
/// and while the sum is high nothing is learnt, so that an attack does not teach what is usual.
final class DistributedSpraying extends Keyed<DistributedSpraying.Row> {
  private static final long MINUTE = 60_000_000_000L;
  private static final double THRESHOLD = 12;
  private static final double CORRELATION = 0.01;
  private static final double LEARNING_BELOW = 4;
  private static final int ACCOUNTS = 8;
  private static final int SOURCES = 5;
  private static final int MAX_REALMS = 1_024;
  private static final Profile PROFILE =
      Profile.of(
              "A5",
              "distributed-spraying",
              "Distributed spraying or stuffing",
              "credential-access",
              "T1110.003",
              "T1110.004")
          .guessing();

  DistributedSpraying() {
    super(MAX_REALMS, Row::new);
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
    AuthEvent event = observation.event();
    Entity realm = Entity.of(event, Entity.Type.REALM);
    if (realm == null || (!event.isFailedLogin() && !event.isLoginSuccess())) {
      return;
    }
    Row row = rows.row(observation.realm());
    long minute = Math.floorDiv(observation.nanos(), MINUTE);
    while (row.minute != Long.MIN_VALUE && minute > row.minute) {
      endMinute(row, realm, alarms);
      row.minute = minute - row.minute > 60 ? minute : row.minute + 1;
    }
    row.minute = Math.max(row.minute, minute);
    if (event.isLoginSuccess()) {
      row.successes++;
    } else if (!isAttributed(observation, alarms)
        && !observation.isStuck()
        && !observation.isForgiven()) {
      row.failures++;
      row.accounts.add(observation.nanos(), observation.account());
      row.sources.add(observation.nanos(), observation.source());
      row.last = event;
    }
  }

  private static boolean isAttributed(Observation observation, Alarms alarms) {
    for (Entity.Type type : new Entity.Type[] {Entity.Type.SOURCE, Entity.Type.ACCOUNT}) {
      Entity entity = Entity.of(observation.event(), type);
      for (Attack attack : entity == null ? List.<Attack>of() : alarms.attacksOn(entity)) {
        if (attack.detector().isGuessing() && !attack.detector().equals(PROFILE)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void endMinute(Row row, Entity realm, Alarms alarms) {
    double attempts = row.failures + row.successes;
    if (attempts == 0) {
      return;
    }
    double usual = row.usualFailures / row.usualAttempts;
    double variance = attempts * usual * (1 - usual) * (1 + (attempts - 1) * CORRELATION);
    double score = (row.failures - attempts * usual) / Math.sqrt(Math.max(variance, 0.25));
    double before = row.sum.sum();
    double sum = row.sum.add(score);
    if (before <= 0.001 && sum > 0) {
      row.since = row.minute * MINUTE;
    }
    if (sum < LEARNING_BELOW) {
      row.usualFailures = row.usualFailures * 0.9995 + row.failures;
      row.usualAttempts = row.usualAttempts * 0.9995 + attempts;
    }
    long end = (row.minute + 1) * MINUTE - 1;
    AuthEvent last = row.last;
    int accounts = row.accounts.count(end);
    int sources = row.sources.count(end);
    if (sum >= THRESHOLD && last != null && accounts >= ACCOUNTS && sources >= SOURCES) {
      alarms.raise(
          new Alarm(
              PROFILE,
              realm,
              Severity.MEDIUM,
              70,
              "%d of %.0f logins failed in a minute, from %d sources for %d accounts"
                  .formatted(row.failures, attempts, sources, accounts),
              List.of(
                  "cumulative score %.1f >= %.0f".formatted(sum, THRESHOLD),
                  "usual share of failures %.3f".formatted(usual)),
              List.of(),
              last,
              row.since));
    }
    row.failures = 0;
    row.successes = 0;
  }

  static final class Row implements BoundedTable.Value {
    private static final long TEN_MINUTES = 600_000_000_000L;

    private final Cusum sum = new Cusum();
    private final Distinct accounts = new Distinct(TEN_MINUTES);
    private final Distinct sources = new Distinct(TEN_MINUTES);
    private double usualFailures = 15;
    private double usualAttempts = 100;
    private long minute = Long.MIN_VALUE;
    private long since;
    private int failures;
    private int successes;
    private @Nullable AuthEvent last;

    @Override
    public int worth() {
      return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      sum.save(out);
      accounts.save(out);
      sources.save(out);
      out.writeDouble(usualFailures);
      out.writeDouble(usualAttempts);
      out.writeLong(minute);
      out.writeLong(since);
      out.writeInt(failures);
      out.writeInt(successes);
      AuthEvents.saveMaybe(out, last);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      sum.restore(in);
      accounts.restore(in);
      sources.restore(in);
      usualFailures = in.readDouble();
      usualAttempts = in.readDouble();
      minute = in.readLong();
      since = in.readLong();
      failures = in.readInt();
      successes = in.readInt();
      last = AuthEvents.restoreMaybe(in);
    }
  }
}
