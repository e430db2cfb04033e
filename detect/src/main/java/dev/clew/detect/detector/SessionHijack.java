package dev.clew.detect.detector;

import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Result;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// B3: a session that goes on with another program from elsewhere. A phone that leaves the house
/// changes its network and keeps its program; a browser that is updated keeps its family; a stolen
/// cookie is used with another program, or from two networks at the same time.
final class SessionHijack extends Keyed<SessionHijack.Row> {
  private static final long IDLE = 86_400_000_000_000L;
  private static final long ALTERNATION = 300_000_000_000L;
  private static final int ALTERNATIONS = 4;
  private static final int SESSIONS_OF_BACKEND = 5;
  private static final int MAX_BACKENDS = 16_384;
  private static final Profile PROFILE =
      Profile.of(
          "B3",
          "session-hijack",
          "Session hijack",
          "lateral-movement",
          "T1539",
          "T1550.004",
          "T1185");

  private final GeoTable geo;
  private final Knowledge knowledge;
  private final BoundedTable<BackendRow> backends =
      new BoundedTable<>(MAX_BACKENDS, BackendRow::new);

  SessionHijack(DetectorOptions options, Knowledge knowledge) {
    super(options.maxSessions(), Row::new);
    this.knowledge = knowledge;
    geo = options.geo();
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return !event.actor().session().isEmpty();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    AuthEvent.Origin origin = event.origin();
    Entity session = Entity.of(event, Entity.Type.SESSION);
    if (session == null || observation.network() == 0) {
      return;
    }
    Row row = rows.row(observation.session());
    long nanos = observation.nanos();
    if (row.time == 0 || nanos - row.time > IDLE) {
      row.begin(observation, country(origin));
      return;
    }
    row.time = Math.max(row.time, nanos);
    int changes = changes(row, observation, country(origin));
    boolean isAlternating = row.alternates(observation.network(), nanos);
    if (event.act().operation() == Operation.CREDENTIAL_CHANGE
        && event.act().result() == Result.SUCCESS
        && row.isStolen) {
      raise(session, observation, alarms, Severity.CRITICAL, "a credential was changed in it");
    }
    boolean isLibrary =
        row.agentClass == AgentClass.BROWSER.ordinal()
            && isLibrary(origin)
            && observation.source() != row.source;
    boolean isBackend = isLibrary(origin) && isBackend(observation);
    String why =
        isLibrary
            ? "begun in a browser, continued by a script"
            : isAlternating ? "used from two networks in turns" : changes + " traits changed";
    if (!isBackend
        && (isLibrary || changes >= 2 || (isAlternating && changes >= 1 && row.hasOtherAgent))) {
      row.isStolen = true;
      raise(session, observation, alarms, Severity.HIGH, why);
    }
  }

  private static boolean isLibrary(AuthEvent.Origin origin) {
    return origin.agentClass() == AgentClass.LIBRARY || origin.agentClass() == AgentClass.SCANNER;
  }

  /// Whether the script is the application's own server, which carries the sessions of its users:
  /// it stands in a private network, or carries those of several.
  private boolean isBackend(Observation observation) {
    AuthEvent event = observation.event();
    BackendRow row =
        backends.row(knowledge.slot("backend", event.origin().source(), event.origin().family()));
    row.sessions.add(observation.nanos(), observation.session());
    return row.sessions.count(observation.nanos()) > SESSIONS_OF_BACKEND
        || !SourceWatch.isPublic(event.origin().source());
  }

  private String country(AuthEvent.Origin origin) {
    GeoTable.@Nullable Location place = geo.locate(origin.source());
    return place == null ? "" : place.country() + place.asn();
  }

  /// How many of network (or country and carrier, where known), program and fingerprint differ.
  private static int changes(Row row, Observation observation, String country) {
    AuthEvent.Origin origin = observation.event().origin();
    boolean isElsewhere =
        (country.isEmpty() || row.country.isEmpty())
            ? observation.network() != row.network
            : !country.equals(row.country);
    String program = origin.family() + "/" + origin.system();
    boolean isOtherProgram =
        !origin.family().isEmpty() && !row.program.equals("/") && !program.equals(row.program);
    boolean isOtherFingerprint =
        !origin.fingerprint().isEmpty()
            && !row.fingerprint.isEmpty()
            && !origin.fingerprint().equals(row.fingerprint);
    row.hasOtherAgent |= isOtherProgram || isOtherFingerprint;
    return (isElsewhere ? 1 : 0) + (isOtherProgram ? 1 : 0) + (isOtherFingerprint ? 1 : 0);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    backends.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    backends.restore(in);
  }

  private static void raise(
      Entity session, Observation observation, Alarms alarms, Severity severity, String why) {
    alarms.raise(
        new Alarm(
            PROFILE,
            session,
            severity,
            80,
            "a session is used by somebody else: " + why,
            List.of(why),
            observation.entities(Entity.Type.ACCOUNT, Entity.Type.SOURCE),
            observation.event(),
            observation.nanos()));
  }

  static final class Row implements BoundedTable.Value {
    private long network;
    private long source;
    private String country = "";
    private String program = "/";
    private String fingerprint = "";
    private int agentClass;
    private long time;
    private long lastNetwork;
    private long lastChange;
    private int turns;
    private boolean hasOtherAgent;
    private boolean isStolen;

    void begin(Observation observation, String where) {
      AuthEvent.Origin origin = observation.event().origin();
      network = observation.network();
      source = observation.source();
      country = where;
      program = origin.family() + "/" + origin.system();
      fingerprint = origin.fingerprint();
      agentClass = origin.agentClass().ordinal();
      time = observation.nanos();
      lastNetwork = network;
      turns = 0;
      hasOtherAgent = false;
      isStolen = false;
    }

    /// Whether the session went back and forth between networks, minutes apart.
    boolean alternates(long now, long nanos) {
      if (now != lastNetwork) {
        turns = nanos - lastChange <= ALTERNATION ? turns + 1 : 1;
        lastChange = nanos;
        lastNetwork = now;
      }
      return turns >= ALTERNATIONS;
    }

    @Override
    public int worth() {
      return isStolen ? 1 : 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeLong(network);
      out.writeLong(source);
      out.writeUTF(country);
      out.writeUTF(program);
      out.writeUTF(fingerprint);
      out.writeInt(agentClass);
      out.writeLong(time);
      out.writeLong(lastNetwork);
      out.writeLong(lastChange);
      out.writeInt(turns);
      out.writeBoolean(hasOtherAgent);
      out.writeBoolean(isStolen);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      network = in.readLong();
      source = in.readLong();
      country = in.readUTF();
      program = in.readUTF();
      fingerprint = in.readUTF();
      agentClass = in.readInt();
      time = in.readLong();
      lastNetwork = in.readLong();
      lastChange = in.readLong();
      turns = in.readInt();
      hasOtherAgent = in.readBoolean();
      isStolen = in.readBoolean();
    }
  }

  /// Sessions that a script carries from one address.
  private static final class BackendRow implements BoundedTable.Value {
    private final Distinct sessions = new Distinct(7 * IDLE);

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      sessions.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      sessions.restore(in);
    }
  }
}
