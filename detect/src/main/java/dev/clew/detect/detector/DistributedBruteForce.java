package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// A3: one account, guessed at from many networks. Addresses of one /24 count once, and so do those
/// of one carrier where a geo table tells it, since a phone changes them on its way.
final class DistributedBruteForce extends Keyed<DistributedBruteForce.Row> {
  private static final long SHORT = 1_800_000_000_000L;
  private static final long LONG = 86_400_000_000_000L;
  private static final int NETWORKS = 5;
  private static final int MANY_NETWORKS = 8;
  private static final int AGENTS = 3;
  private static final int CARRIERS = 3;
  private static final int FAILURES = 10;
  private static final Profile PROFILE =
      Profile.of(
              "A3",
              "distributed-brute-force",
              "Distributed brute force on an account",
              "credential-access",
              "T1110.001")
          .guessing();

  private final Knowledge knowledge;
  private final GeoTable geo;

  DistributedBruteForce(DetectorOptions options, Knowledge knowledge) {
    super(options.maxAccounts(), Row::new);
    this.knowledge = knowledge;
    geo = options.geo();
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
    boolean isEvidence =
        event.isFailedLogin()
            && !observation.isKnownDevice()
            && !observation.isStuck()
            && observation.account() != 0
            && observation.network() != 0;
    if (!isEvidence) {
      return;
    }
    Row row = rows.row(observation.account());
    GeoTable.Location place = geo.locate(event.origin().source());
    long carrier =
        place == null ? 0 : knowledge.slot("asn", Integer.toString(place.asn()), place.country());
    row.add(observation, knowledge.slot("agent", event.origin().agent()), carrier);
    for (Window window : new Window[] {row.brief, row.daily}) {
      judge(window, observation, alarms, !geo.isEmpty());
    }
  }

  private static void judge(
      Window window, Observation observation, Alarms alarms, boolean hasCarriers) {
    long nanos = observation.nanos();
    int networks = window.networks.count(nanos);
    int agents = window.agents.count(nanos);
    int carriers = window.carriers.count(nanos);
    boolean isSpread =
        (networks >= MANY_NETWORKS && (!hasCarriers || carriers >= CARRIERS - 1))
            || agents >= AGENTS
            || carriers >= CARRIERS;
    boolean isTelling = window.failures <= 2 * FAILURES || Integer.bitCount(window.failures) == 1;
    Entity account = Entity.of(observation.event(), Entity.Type.ACCOUNT);
    if (networks < NETWORKS
        || window.failures < FAILURES
        || !isSpread
        || !isTelling
        || account == null) {
      return;
    }
    alarms.raise(
        new Alarm(
            PROFILE,
            account,
            Severity.MEDIUM,
            75,
            "%d failed logins for one account from %d networks"
                .formatted(window.failures, networks),
            List.of(
                "networks %d >= %d".formatted(networks, NETWORKS),
                "failures %d >= %d".formatted(window.failures, FAILURES),
                "user agents %d, carriers %d".formatted(agents, carriers)),
            List.of(),
            observation.event(),
            window.since));
  }

  private static final class Window {
    private final long length;
    private final Distinct networks;
    private final Distinct agents;
    private final Distinct carriers;
    private int failures;
    private long since;

    Window(long length) {
      this.length = length;
      networks = new Distinct(length);
      agents = new Distinct(length);
      carriers = new Distinct(length);
    }

    void add(Observation observation, long agent, long carrier) {
      long nanos = observation.nanos();
      if (nanos - since > length) {
        since = nanos;
        failures = 0;
      }
      failures++;
      networks.add(nanos, observation.network());
      agents.add(nanos, agent);
      if (carrier != 0) {
        carriers.add(nanos, carrier);
      }
    }

    void save(DataOutput out) throws IOException {
      networks.save(out);
      agents.save(out);
      carriers.save(out);
      out.writeInt(failures);
      out.writeLong(since);
    }

    void restore(DataInput in) throws IOException {
      networks.restore(in);
      agents.restore(in);
      carriers.restore(in);
      failures = in.readInt();
      since = in.readLong();
    }
  }

  static final class Row implements BoundedTable.Value {
    private final Window brief = new Window(SHORT);
    private final Window daily = new Window(LONG);
    private boolean isOwned;

    void add(Observation observation, long agent, long carrier) {
      isOwned |= observation.accountState().successes() > 0;
      brief.add(observation, agent, carrier);
      daily.add(observation, agent, carrier);
    }

    @Override
    public int worth() {
      return isOwned ? 1 : 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      brief.save(out);
      daily.save(out);
      out.writeBoolean(isOwned);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      brief.restore(in);
      daily.restore(in);
      isOwned = in.readBoolean();
    }
  }
}
