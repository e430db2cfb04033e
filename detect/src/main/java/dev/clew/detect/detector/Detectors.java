package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Pseudonyms;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// All detectors over one stream of events.
public final class Detectors implements State {
  private static final int FORMAT = 1;

  /// A device is not learnt from a login that one of these doubts.
  private static final Set<String> DOUBTS = Set.of("A8", "B3", "B4");

  private final Knowledge knowledge;
  private final SourceWatch watch;
  private final List<Detector> detectors;

  public Detectors(DetectorOptions options, Pseudonyms pseudonyms) {
    knowledge = new Knowledge(options, pseudonyms);
    watch = new SourceWatch(options, knowledge);
    detectors =
        List.of(
            new MisconfiguredClient(),
            new BruteForceAccount(options),
            new BruteForceSource(options, knowledge),
            new DistributedBruteForce(options, knowledge),
            new PasswordSpraying(watch),
            new DistributedSpraying(),
            new CredentialStuffing(watch),
            new SlowAndLow(options, watch, knowledge),
            new AccountEnumeration(options),
            new MfaFatigue(options),
            new OtpGuessing(options),
            new ImpossibleTravel(options),
            new SessionHijack(options, knowledge),
            new TokenReplay(options, knowledge),
            new TokenForgery(options, knowledge),
            new AuthorizationProbing(options, knowledge),
            new ObjectEnumeration(options, knowledge),
            new PrivilegeChange(options, knowledge),
            new DormantAccount(knowledge),
            new AnomalousAgent(knowledge),
            new RateAnomaly(options, knowledge),
            new LatencyAnomaly(options, knowledge),
            new DependencyFailure(options, knowledge),
            new ForgedAddress(options, knowledge),
            new StateFlood(this::rowsDropped),
            new SuccessAfterAttack(knowledge));
  }

  /// What the detectors are, in the order in which they look.
  public List<Detector> all() {
    return detectors;
  }

  public void accept(AuthEvent event, Alarms alarms) {
    Observation observation = knowledge.observe(event);
    watch.accept(observation, alarms);
    for (Detector detector : detectors) {
      detector.accept(observation, alarms);
    }
    knowledge.learn(observation, !isDoubted(observation, alarms));
  }

  private static boolean isDoubted(Observation observation, Alarms alarms) {
    if (!observation.event().isLoginSuccess()) {
      return false;
    }
    for (Entity entity : observation.entities(Entity.Type.ACCOUNT, Entity.Type.SESSION)) {
      for (Attack attack : alarms.attacksOn(entity)) {
        if (attack.isOpen()
            && DOUBTS.contains(attack.detector().id())
            && attack.severity().compareTo(Severity.HIGH) >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  public void advance(long nanos, Alarms alarms) {
    for (Detector detector : detectors) {
      detector.advance(nanos, alarms);
    }
  }

  private long rowsDropped() {
    return evictions();
  }

  /// Rows of state that were dropped for lack of room.
  public long evictions() {
    long sum = knowledge.evictions() + watch.evictions();
    for (Detector detector : detectors) {
      sum += detector.evictions();
    }
    return sum;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    knowledge.save(out);
    watch.save(out);
    for (Detector detector : detectors) {
      out.writeUTF(detector.profile().id());
      detector.save(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("state of detectors has format %d, not %d".formatted(format, FORMAT));
    }
    knowledge.restore(in);
    watch.restore(in);
    for (Detector detector : detectors) {
      String id = in.readUTF();
      if (!id.equals(detector.profile().id())) {
        throw new IOException("state of %s where %s is".formatted(id, detector.profile().id()));
      }
      detector.restore(in);
    }
  }
}
