package dev.clew.pipeline.flow;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import java.time.Duration;

/// Options of the processor `memory_limiter`: how much of what was admitted may be under way.
///
/// @param limitMebibytes 0 if the share counts
/// @param limitPercent share of all memory
public record MemoryLimiterOptions(
    long limitMebibytes, long spikeMebibytes, long limitPercent, long spikePercent) {
  /// The type.
  public static final ComponentType<MemoryLimiterOptions> TYPE =
      ComponentType.of(
          Kind.PROCESSOR,
          "memory_limiter",
          ComponentType.allSignals(),
          MemoryLimiterOptions::read,
          "Refuses requests while too much of what was admitted is under way.");

  static MemoryLimiterOptions read(Section section) {
    Duration interval =
        section.duration("check_interval", Duration.ZERO, "Required; Clew counts all the time.");
    long limit = section.integer("limit_mib", 0, "Limit in MiB.");
    long spike =
        section.integer(
            "spike_limit_mib", 0, "How far below the limit refusing begins; a fifth of it if 0.");
    long percent =
        section.integer(
            "limit_percentage", 0, "Limit as a share of all memory, if `limit_mib` is 0.");
    long spikePercent =
        section.integer(
            "spike_limit_percentage", 0, "How far below that refusing begins; a fifth of it if 0.");
    section.withoutEffect("min_gc_interval_when_soft_limited", "Accepted without effect.");
    section.withoutEffect("min_gc_interval_when_hard_limited", "Accepted without effect.");
    section.check(
        interval.isPositive(), "check_interval", "'check_interval' must be greater than zero");
    section.check(
        limit > 0 || percent > 0,
        "limit_mib",
        "'limit_mib' or 'limit_percentage' must be greater than zero");
    section.check(
        inRange(percent) && inRange(spikePercent),
        "limit_percentage",
        "'limit_percentage' and 'spike_limit_percentage' must be greater than zero and less than"
            + " or equal to hundred");
    section.check(
        limit <= 0 || spike < limit,
        "spike_limit_mib",
        "'spike_limit_mib' must be smaller than 'limit_mib'");
    section.check(
        percent <= 0 || spikePercent < percent,
        "spike_limit_percentage",
        "'spike_limit_percentage' must be smaller than 'limit_percentage'");
    return new MemoryLimiterOptions(limit, spike, percent, spikePercent);
  }

  private static boolean inRange(long percent) {
    return percent >= 0 && percent <= 100;
  }

  /// Bytes above which requests are refused.
  ///
  /// @param allMemory that the share is of
  public long softLimit(long allMemory) {
    long limit = hardLimit(allMemory);
    long spike = limitMebibytes > 0 ? spikeMebibytes << 20 : allMemory / 100 * spikePercent;
    return limit - (spike > 0 ? spike : limit / 5);
  }

  /// Bytes that shall never be under way.
  public long hardLimit(long allMemory) {
    return limitMebibytes > 0 ? limitMebibytes << 20 : allMemory / 100 * limitPercent;
  }
}
