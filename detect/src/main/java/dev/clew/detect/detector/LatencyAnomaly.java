package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthEvents;
import dev.clew.detect.auth.Result;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Cusum;
import dev.clew.detect.state.SeasonalBaseline;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.datasketches.tdigest.TDigestDouble;
import org.jspecify.annotations.Nullable;

/// E1: operations of authentication take longer than they do at this hour, and why.
///
/// Successes and failures are apart, since failures are faster. Where at least 50 come a minute,
/// the 95th percentile of each minute is held against its usual value in three minutes of five;
/// where fewer come, each duration counts as a standardised logarithm in a cumulative sum. While it
/// is high nothing is learnt. The finding says whether the load grew with it (an attack or a rush)
/// or one call behind the operation did (a slow dependency).
final class LatencyAnomaly extends Keyed<LatencyAnomaly.Row> {
  private static final Profile PROFILE =
      Profile.of("E1", "auth-latency", "Latency anomaly of authentication", "impact", "T1499");

  private final Knowledge knowledge;

  LatencyAnomaly(DetectorOptions options, Knowledge knowledge) {
    super(options.maxSeries(), Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.exchange().durationNanos() > 0;
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    Entity service = Entity.of(event, Entity.Type.SERVICE);
    Result result = event.act().result();
    boolean isTimed =
        event.exchange().durationNanos() > 0
            && (result == Result.SUCCESS || result == Result.FAILURE);
    if (service == null || !isTimed) {
      return;
    }
    Row row =
        rows.row(
            knowledge.slot(
                "latency", event.place().service(), event.act().operation().name(), result.name()));
    boolean isUnderAttack =
        alarms
            .attacksOn(new Entity(Entity.Type.SERVICE, event.place().realm(), service.ref()))
            .stream()
            .anyMatch(attack -> attack.isOpen() && attack.detector().id().equals("D3"));
    row.add(event, service, isUnderAttack, alarms);
  }

  static final class Row implements BoundedTable.Value {
    private static final long MINUTE = 60_000_000_000L;
    private static final int MIN_EVENTS = 50;
    private static final int MAX_GAP = 1_440;
    private static final double SCORE = 5;
    private static final double THRESHOLD = 12;
    private static final double MIN_DIFFERENCE_MILLIS = 20;
    private static final short ACCURACY = 200;

    private final SeasonalBaseline usual = new SeasonalBaseline();
    private final SeasonalBaseline usualRate = new SeasonalBaseline();
    private final SeasonalBaseline usualDependency = new SeasonalBaseline();
    private final Cusum sum = new Cusum();
    private TDigestDouble minuteMillis = new TDigestDouble(ACCURACY);
    private double meanLog;
    private double varianceLog;
    private long logs;
    private double dependencyMillis;
    private String dependency = "";
    private long minute = Long.MIN_VALUE;
    private int count;
    private int high;
    private @Nullable AuthEvent slowest;

    void add(AuthEvent event, Entity service, boolean isUnderAttack, Alarms alarms) {
      long now = Math.floorDiv(event.place().timeNanos(), MINUTE);
      if (minute == Long.MIN_VALUE || now - minute > MAX_GAP) {
        minute = now;
      }
      while (minute < now) {
        end(service, isUnderAttack, alarms);
        minute++;
      }
      double millis = event.exchange().durationNanos() / 1e6;
      minuteMillis.update(millis);
      count++;
      double inDependency = event.exchange().dependencyNanos() / 1e6;
      dependencyMillis += inDependency;
      if (inDependency > 0) {
        dependency = event.exchange().dependency();
      }
      AuthEvent before = slowest;
      if (before == null || event.exchange().durationNanos() > before.exchange().durationNanos()) {
        slowest = event;
      }
      addLog(Math.log(Math.max(0.01, millis)), service, isUnderAttack, alarms);
    }

    /// For few events: a sum over single durations, once two hundred are known.
    private void addLog(double log, Entity service, boolean isUnderAttack, Alarms alarms) {
      if (logs >= 200 && count < MIN_EVENTS) {
        double deviation = Math.max(0.2, Math.sqrt(varianceLog));
        double before = sum.sum();
        double now = sum.add((log - meanLog) / deviation);
        if (before < THRESHOLD && now >= THRESHOLD && log - meanLog > Math.log(1.2)) {
          raise(
              service,
              isUnderAttack,
              alarms,
              "cumulative score %.1f >= %.0f of single durations".formatted(now, THRESHOLD));
        }
        if (now >= THRESHOLD / 2) {
          return;
        }
      }
      logs++;
      double weight = Math.max(0.002, 1.0 / logs);
      double difference = log - meanLog;
      meanLog += weight * difference;
      varianceLog = (1 - weight) * (varianceLog + weight * difference * difference);
    }

    private void end(Entity service, boolean isUnderAttack, Alarms alarms) {
      long nanos = minute * MINUTE;
      if (count >= MIN_EVENTS) {
        double slow = minuteMillis.getQuantile(0.95);
        SeasonalBaseline.Expected expected = usual.expected(nanos, true);
        boolean isHigh = expected != null && isHigh(slow, expected);
        high = ((high << 1) | (isHigh ? 1 : 0)) & 31;
        if (expected != null && isHigh && Integer.bitCount(high) >= 3) {
          raise(
              service,
              isUnderAttack,
              alarms,
              "95th percentile %.0f ms, usually %.0f ms, in three minutes of five"
                  .formatted(slow, expected.median()));
        }
        if (!isHigh && high == 0) {
          usual.add(nanos, slow);
          usualRate.add(nanos, count);
          usualDependency.add(nanos, dependencyMillis / count);
        }
      }
      minuteMillis = new TDigestDouble(ACCURACY);
      count = 0;
      dependencyMillis = 0;
      slowest = null;
    }

    private static boolean isHigh(double slow, SeasonalBaseline.Expected expected) {
      double spread = Math.max(expected.spread(), 0.05 * expected.median());
      return (slow - expected.median()) / spread >= SCORE
          && slow >= 1.2 * expected.median()
          && slow >= expected.median() + MIN_DIFFERENCE_MILLIS;
    }

    private void raise(Entity service, boolean isUnderAttack, Alarms alarms, String reason) {
      AuthEvent event = slowest;
      if (event == null) {
        return;
      }
      String cause = cause(isUnderAttack);
      alarms.raise(
          new Alarm(
              PROFILE,
              service,
              Severity.MEDIUM,
              70,
              "%s takes longer than usual: %s".formatted(event.act().operation().text(), cause),
              List.of(reason, cause),
              List.of(),
              event,
              event.place().timeNanos()));
    }

    private String cause(boolean isUnderAttack) {
      long nanos = minute * MINUTE;
      SeasonalBaseline.Expected rate = usualRate.expected(nanos, true);
      SeasonalBaseline.Expected behind = usualDependency.expected(nanos, true);
      double now = count == 0 ? 0 : dependencyMillis / count;
      boolean isBehindSlow =
          behind != null && now > 1.5 * behind.median() && now > behind.median() + 5;
      boolean isLoaded = isUnderAttack || (rate != null && count > 2 * Math.max(1, rate.median()));
      if (isLoaded) {
        return "%d a minute, usually %.0f: load".formatted(count, rate == null ? 0 : rate.median());
      }
      return isBehindSlow ? "slow dependency " + dependency : "no more load than usual: slow";
    }

    @Override
    public int worth() {
      return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      usual.save(out);
      usualRate.save(out);
      usualDependency.save(out);
      sum.save(out);
      byte[] digest = minuteMillis.toByteArray();
      out.writeInt(digest.length);
      out.write(digest);
      out.writeDouble(meanLog);
      out.writeDouble(varianceLog);
      out.writeLong(logs);
      out.writeDouble(dependencyMillis);
      out.writeUTF(dependency);
      out.writeLong(minute);
      out.writeInt(count);
      out.writeInt(high);
      AuthEvents.saveMaybe(out, slowest);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      usual.restore(in);
      usualRate.restore(in);
      usualDependency.restore(in);
      sum.restore(in);
      byte[] digest = new byte[in.readInt()];
      in.readFully(digest);
      minuteMillis = TDigestDouble.heapify(MemorySegment.ofArray(digest));
      meanLog = in.readDouble();
      varianceLog = in.readDouble();
      logs = in.readLong();
      dependencyMillis = in.readDouble();
      dependency = in.readUTF();
      minute = in.readLong();
      count = in.readInt();
      high = in.readInt();
      slowest = AuthEvents.restoreMaybe(in);
    }
  }
}
