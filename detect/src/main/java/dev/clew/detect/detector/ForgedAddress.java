package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.SourceTrust;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// X1: one connection's end claims to be very many clients, and nearly all of them fail: a forged
/// forwarding header. Told about the peer, which is the address that cannot be forged.
final class ForgedAddress extends Keyed<ForgedAddress.Row> {
  private static final int SOURCES = 20;
  private static final double RATIO = 0.9;
  private static final long WINDOW = 600_000_000_000L;
  private static final Profile PROFILE =
      Profile.of("X1", "forged-address", "Forged client addresses", "defense-evasion", "T1090");

  private final Knowledge knowledge;

  ForgedAddress(DetectorOptions options, Knowledge knowledge) {
    super(Math.min(options.maxSources(), 65_536), Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.origin().trust() == SourceTrust.CLAIMED && event.isFailedLogin();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    String peer = event.origin().peer();
    if (event.origin().trust() != SourceTrust.CLAIMED
        || peer.isEmpty()
        || (!event.isFailedLogin() && !event.isLoginSuccess())) {
      return;
    }
    Row row = rows.row(knowledge.slot("peer", event.place().realm(), peer));
    long nanos = observation.nanos();
    row.ring.add(nanos, event.isFailedLogin());
    boolean isNew = event.isFailedLogin() && row.sources.add(nanos, observation.source());
    int sources = row.sources.count(nanos);
    int failures = row.ring.failures(nanos);
    int all = failures + row.ring.successes(nanos);
    boolean isTelling = sources <= 2 * SOURCES || Integer.bitCount(sources) == 1;
    if (isNew && isTelling && sources > SOURCES && failures >= RATIO * all) {
      alarms.raise(
          new Alarm(
              PROFILE,
              new Entity(Entity.Type.SOURCE, event.place().realm(), peer),
              Severity.MEDIUM,
              75,
              "%d claimed addresses behind one peer, nearly all failing".formatted(sources),
              List.of(
                  "claimed addresses %d > %d".formatted(sources, SOURCES),
                  "failures %d of %d".formatted(failures, all)),
              List.of(),
              event,
              nanos));
    }
  }

  static final class Row implements BoundedTable.Value {
    private final Distinct sources = new Distinct(WINDOW);
    private final Ring ring = new Ring();

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      sources.save(out);
      ring.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      sources.restore(in);
      ring.restore(in);
    }
  }
}
