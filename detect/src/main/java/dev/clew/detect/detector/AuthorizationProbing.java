package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import dev.clew.detect.state.RecentSet;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// C1: somebody who is logged in tries one door after the other. Counts different kinds of
/// resources that were denied, not denials. A door that is suddenly shut to many who used to pass
/// is a defect of a release and counts for nobody, and neither does one that the caller used to
/// pass. A resource that does not exist counts once the same caller was denied.
final class AuthorizationProbing extends Keyed<AuthorizationProbing.Row> {
  private static final int DOORS = 8;
  private static final int MANY_DOORS = 15;
  private static final int DENIALS = 30;
  private static final int SOME_DOORS = 5;
  private static final double RATIO = 0.5;
  private static final int SUBJECTS_OF_DEFECT = 5;
  private static final int MAX_DOORS = 50_000;
  private static final int MAX_PASSED = 500_000;
  private static final long WINDOW = 600_000_000_000L;
  private static final long WEEK = 604_800_000_000_000L;
  private static final Profile PROFILE =
      Profile.of(
          "C1",
          "authorization-probing",
          "Authorisation probing",
          "discovery",
          "T1087.004",
          "T1069");

  private final Knowledge knowledge;
  private final RecentSet passed = new RecentSet(WEEK, MAX_PASSED);
  private final BoundedTable<DoorRow> doors = new BoundedTable<>(MAX_DOORS, DoorRow::new);

  AuthorizationProbing(DetectorOptions options, Knowledge knowledge) {
    super(options.maxSessions(), Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.act().operation().isDecision();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    long who = observation.account() != 0 ? observation.account() : observation.session();
    boolean isPermit = event.target().decision() == AuthEvent.Decision.PERMIT;
    if (who == 0 || !concerns(event) || (!isPermit && !event.isDenial())) {
      return;
    }
    long nanos = observation.nanos();
    long door = knowledge.slot("door", event.place().service(), Routes.kind(event));
    DoorRow doorRow = doors.row(door);
    if (isPermit) {
      doorRow.permitted.add(nanos, who);
      passed.add(nanos, who ^ door);
      Row row = rows.peek(who);
      if (row != null) {
        row.permit(observation, alarms);
      }
      return;
    }
    doorRow.denied.add(nanos, who);
    boolean isMissing = event.exchange().status() == 404 && event.act().reason() == Reason.NONE;
    Row row = isMissing ? rows.peek(who) : rows.row(who);
    if (row == null
        || passed.contains(who ^ door)
        || doorRow.isDefect(nanos)
        || (isMissing && row.ring.failures(nanos) == 0)) {
      return;
    }
    row.deny(nanos, door);
    judge(row, observation, alarms);
  }

  private static void judge(Row row, Observation observation, Alarms alarms) {
    long nanos = observation.nanos();
    int tried = row.doors.count(nanos);
    int denials = row.ring.failures(nanos);
    int permits = row.ring.successes(nanos);
    double ratio = denials / (double) (denials + permits);
    boolean isWide = tried >= DOORS && ratio >= RATIO;
    boolean isDeep = denials >= DENIALS && tried >= SOME_DOORS;
    boolean isTelling = denials <= 2 * DENIALS || Integer.bitCount(denials) == 1;
    if (isTelling && (isWide || isDeep)) {
      row.isProbing = true;
      raise(
          row,
          observation,
          alarms,
          tried >= MANY_DOORS ? Severity.HIGH : Severity.MEDIUM,
          "%d kinds of resources denied to one caller".formatted(tried),
          "denied kinds %d >= %d, denials %d, ratio %.2f".formatted(tried, DOORS, denials, ratio));
    }
  }

  private static void raise(
      Row row,
      Observation observation,
      Alarms alarms,
      Severity severity,
      String title,
      String reason) {
    Entity who = Entity.of(observation.event(), Entity.Type.ACCOUNT);
    who = who == null ? Entity.of(observation.event(), Entity.Type.SESSION) : who;
    if (who != null) {
      alarms.raise(
          new Alarm(
              PROFILE,
              who,
              severity,
              80,
              title,
              List.of(reason),
              observation.entities(Entity.Type.SESSION, Entity.Type.SOURCE),
              observation.event(),
              row.since));
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    doors.save(out);
    passed.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    doors.restore(in);
    passed.restore(in);
  }

  static final class Row implements BoundedTable.Value {
    private final Ring ring = new Ring();
    private final Distinct doors = new Distinct(WINDOW);
    private long since;
    private boolean isProbing;

    void deny(long nanos, long door) {
      if (ring.failures(nanos) == 0) {
        since = nanos;
        isProbing = false;
      }
      ring.add(nanos, true);
      doors.add(nanos, door);
    }

    /// A door that opens to somebody who probes, if it is one of administrators.
    void permit(Observation observation, Alarms alarms) {
      ring.add(observation.nanos(), false);
      AuthEvent event = observation.event();
      String about = event.target().resource() + event.target().permission();
      if (isProbing && about.toLowerCase(Locale.ROOT).contains("admin")) {
        raise(
            this,
            observation,
            alarms,
            Severity.CRITICAL,
            "an administrator's door opened to somebody who tried many",
            "permit after %d denials".formatted(ring.failures(observation.nanos())));
      }
    }

    @Override
    public int worth() {
      return isProbing ? 2 : 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      ring.save(out);
      doors.save(out);
      out.writeLong(since);
      out.writeBoolean(isProbing);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      ring.restore(in);
      doors.restore(in);
      since = in.readLong();
      isProbing = in.readBoolean();
    }
  }

  /// Who passed a door, and to whom it was shut.
  private static final class DoorRow implements BoundedTable.Value {
    private final Distinct permitted = new Distinct(WEEK);
    private final Distinct denied = new Distinct(WINDOW);

    boolean isDefect(long nanos) {
      return denied.count(nanos) >= SUBJECTS_OF_DEFECT
          && permitted.count(nanos) >= SUBJECTS_OF_DEFECT;
    }

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      permitted.save(out);
      denied.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      permitted.restore(in);
      denied.restore(in);
    }
  }
}
