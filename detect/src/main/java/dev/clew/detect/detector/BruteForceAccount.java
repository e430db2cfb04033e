package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.LongSet;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// A1: many wrong passwords for one account. A success from a source that failed before was its
/// owner and clears the count; one from elsewhere does not. A known device may fail three times as
/// often.
final class BruteForceAccount extends Keyed<BruteForceAccount.Row> {
  static final int FAILURES = 10;
  private static final int MANY = 20;
  private static final int MAX_SOURCES = 64;
  private static final Profile PROFILE =
      Profile.of(
              "A1",
              "brute-force-account",
              "Brute force on an account",
              "credential-access",
              "T1110.001")
          .guessing();

  BruteForceAccount(DetectorOptions options) {
    super(options.maxAccounts(), Row::new);
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
    if (observation.account() == 0) {
      return;
    }
    if (event.isLoginSuccess()) {
      Row row = rows.peek(observation.account());
      if (row != null && row.sources.contains(observation.source())) {
        row.clear();
      }
    } else if (event.isFailedLogin() && !observation.isStuck()) {
      Row row = rows.row(observation.account());
      row.add(observation);
      judge(row, observation, alarms);
    }
  }

  private static void judge(Row row, Observation observation, Alarms alarms) {
    long nanos = observation.nanos();
    int guesses = row.strangers.failures(nanos);
    int own = row.known.failures(nanos);
    int weighed = guesses + own / 3;
    boolean hasGuess = row.guesses.failures(nanos) > 0;
    Entity account = Entity.of(observation.event(), Entity.Type.ACCOUNT);
    if (weighed < FAILURES || !hasGuess || account == null) {
      return;
    }
    boolean isTelling = guesses + own <= MANY + 1 || Integer.bitCount(guesses + own) == 1;
    if (!isTelling) {
      return;
    }
    alarms.raise(
        new Alarm(
            PROFILE,
            account,
            (weighed >= MANY && row.sources.size() <= MAX_SOURCES)
                ? Severity.HIGH
                : Severity.MEDIUM,
            Math.min(99, 60 + weighed),
            "%d failed logins for one account within ten minutes".formatted(guesses + own),
            List.of(
                "failures %d >= %d, those of known devices count a third"
                    .formatted(weighed, FAILURES),
                "sources %d".formatted(row.sources.size())),
            observation.entities(Entity.Type.SOURCE),
            observation.event(),
            row.since));
  }

  static final class Row implements BoundedTable.Value {
    private final Ring strangers = new Ring();
    private final Ring known = new Ring();
    private final Ring guesses = new Ring();
    private LongSet sources = new LongSet();
    private long since;
    private boolean isOwned;

    void add(Observation observation) {
      long nanos = observation.nanos();
      if (strangers.failures(nanos) + known.failures(nanos) == 0) {
        since = nanos;
        sources = new LongSet();
      }
      isOwned |= observation.accountState().successes() > 0;
      (observation.isKnownDevice() ? known : strangers).add(nanos, true);
      if (observation.event().isGuess()) {
        guesses.add(nanos, true);
      }
      if (sources.size() <= MAX_SOURCES && observation.source() != 0) {
        sources.add(observation.source());
      }
    }

    void clear() {
      strangers.clear();
      known.clear();
      guesses.clear();
      sources = new LongSet();
    }

    @Override
    public int worth() {
      return isOwned ? 1 : 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      strangers.save(out);
      known.save(out);
      guesses.save(out);
      sources.save(out);
      out.writeLong(since);
      out.writeBoolean(isOwned);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      strangers.restore(in);
      known.restore(in);
      guesses.restore(in);
      sources.restore(in);
      since = in.readLong();
      isOwned = in.readBoolean();
    }
  }
}
