package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.SourceTrust;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The sequential test of the source of each event, of its network, and, where the source is only
/// claimed, of the other end of the connection. Read by the detectors that name what the test
/// found.
public final class SourceWatch implements State {
  private final Knowledge knowledge;
  private final BoundedTable<SourceState> sources;
  private final BoundedTable<SourceState> networks;
  private @Nullable SourceState source;
  private @Nullable SourceState network;
  private boolean isNews;

  public SourceWatch(DetectorOptions options, Knowledge knowledge) {
    this.knowledge = knowledge;
    sources = new BoundedTable<>(options.maxSources(), SourceState::new);
    networks = new BoundedTable<>(options.maxSources() / 2, SourceState::new);
  }

  /// Counts an event, before the detectors see it.
  void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    source = null;
    network = null;
    isNews = false;
    boolean isSuccess = event.isLoginSuccess();
    if (observation.source() == 0 || (!isSuccess && !event.isFailedLogin())) {
      return;
    }
    if (!isSuccess && (observation.isForgiven() || observation.isStuck())) {
      return;
    }
    SourceState row = row(observation, observation.source(), isSuccess);
    source = row;
    isNews = row != null && count(row, observation, isSuccess);
    AuthEvent.Origin origin = event.origin();
    if (origin.trust() == SourceTrust.CLAIMED && isPublic(origin.peer())) {
      SourceState peer =
          row(observation, knowledge.slot("peer", event.place().realm(), origin.peer()), isSuccess);
      if (peer != null) {
        count(peer, observation, isSuccess);
      }
    }
    boolean isAttributed =
        alarms
            .attacksOn(new Entity(Entity.Type.SOURCE, event.place().realm(), origin.source()))
            .stream()
            .anyMatch(attack -> attack.isOpen() && attack.detector().isGuessing());
    if (!isAttributed && observation.network() != 0) {
      SourceState wide =
          isSuccess ? networks.peek(observation.network()) : networks.row(observation.network());
      network = wide;
      if (wide != null) {
        count(wide, observation, isSuccess);
      }
    }
  }

  private @Nullable SourceState row(Observation observation, long slot, boolean isSuccess) {
    boolean isWorthARow = !isSuccess || observation.isSharedSource() || observation.isEstablished();
    return isWorthARow ? sources.row(slot) : sources.peek(slot);
  }

  private static boolean count(SourceState row, Observation observation, boolean isSuccess) {
    if (!isSuccess) {
      return row.fail(observation.event(), observation.account());
    }
    boolean isCredit =
        observation.isColdStart() || observation.isEstablished() || observation.isKnownDevice();
    row.succeed(observation.account(), observation.nanos(), isCredit);
    return false;
  }

  /// Whether an address is one of the internet, and not of a private network.
  static boolean isPublic(String address) {
    return !address.isEmpty()
        && !address.startsWith("127.")
        && !address.startsWith("10.")
        && !address.startsWith("192.168.")
        && !address.startsWith("100.64.")
        && !address.matches("172\\.(1[6-9]|2[0-9]|3[01])\\..*")
        && !address.startsWith("fc")
        && !address.startsWith("fd")
        && !address.startsWith("0:0:0:0:0:0:0:1");
  }

  /// The test of the source of the event at hand; null if the event is no evidence.
  @Nullable SourceState source() {
    return source;
  }

  @Nullable SourceState network() {
    return network;
  }

  /// Whether the event at hand added a failing account to the test of its source.
  boolean isNews() {
    return isNews;
  }

  public long evictions() {
    return sources.evictions() + networks.evictions();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    sources.save(out);
    networks.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    sources.restore(in);
    networks.restore(in);
  }
}
