package dev.clew.pipeline.tailsampling.policy;

import dev.clew.pipeline.ottl.ErrorMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a policy is configured to do; one record for each `type` of the file.
public sealed interface PolicySpec {

  /// A policy with its name.
  record Named(String name, PolicySpec spec) {}

  /// Keeps everything.
  record AlwaysSample() implements PolicySpec {}

  /// Looks at the time from the earliest start to the latest end.
  ///
  /// @param upperMillis 0 for none; with one the range is open below and closed above
  record Latency(long thresholdMillis, long upperMillis) implements PolicySpec {}

  /// Looks for a number in a range on any span or resource.
  ///
  /// @param min null for none
  /// @param max null for none
  record NumericAttribute(String key, @Nullable Long min, @Nullable Long max, boolean isInverted)
      implements PolicySpec {}

  /// Keeps a share of the traces by a hash of their id.
  ///
  /// @param salt empty for the standard one
  record Probabilistic(String salt, double percentage) implements PolicySpec {}

  /// Looks for a status on any span.
  ///
  /// @param codes of `OK`, `ERROR`, `UNSET`
  record StatusCode(Set<String> codes) implements PolicySpec {
    public StatusCode {
      codes = Set.copyOf(codes);
    }
  }

  /// Looks for a text on any span or resource.
  record StringAttribute(String key, List<String> values, boolean isRegex, boolean isInverted)
      implements PolicySpec {
    public StringAttribute {
      values = List.copyOf(values);
    }
  }

  /// Looks for an entry of the W3C tracestate on any span.
  record TraceState(String key, List<String> values) implements PolicySpec {
    public TraceState {
      values = List.copyOf(values);
    }
  }

  /// Looks for the W3C flag `sampled` on any span.
  record TraceFlags() implements PolicySpec {}

  /// Keeps traces while the spans of a second are fewer than so many.
  record RateLimiting(long spansPerSecond) implements PolicySpec {}

  /// Keeps traces while a bucket that fills steadily has room for their bytes.
  record BytesLimiting(long bytesPerSecond, long burst) implements PolicySpec {}

  /// Looks at the number of spans received.
  ///
  /// @param max 0 for none
  record SpanCount(long min, long max) implements PolicySpec {}

  /// Looks for a truth value on any span or resource.
  record BooleanAttribute(String key, boolean value, boolean isInverted) implements PolicySpec {}

  /// Looks for a span or an event that meets one of some OTTL conditions.
  ///
  /// @param errorMode with `propagate` the policy casts no vote where a condition has no answer
  record OttlCondition(ErrorMode errorMode, List<String> onSpan, List<String> onEvent)
      implements PolicySpec {
    public OttlCondition {
      onSpan = List.copyOf(onSpan);
      onEvent = List.copyOf(onEvent);
    }
  }

  /// Looks for what an account was not seen with before.
  ///
  /// @param accountKey attribute that names the account; spans without it are not looked at
  /// @param keys attributes whose values are watched as they are, such as a country or a user agent
  /// @param addressKeys attributes whose values are watched by their network
  /// @param prefix4 bits of a network of IPv4
  /// @param prefix6 bits of a network of IPv6
  /// @param maxEntries pairs of account and value to remember
  /// @param isLearning whether the first value of an account is only learned
  record Unusual(
      String accountKey,
      List<String> keys,
      List<String> addressKeys,
      int prefix4,
      int prefix6,
      int maxEntries,
      boolean isLearning)
      implements PolicySpec {
    public Unusual {
      keys = List.copyOf(keys);
      addressKeys = List.copyOf(addressKeys);
    }
  }

  /// Says yes if all of its policies do.
  record And(List<Named> policies) implements PolicySpec {
    public And {
      policies = List.copyOf(policies);
    }
  }

  /// Says the opposite of its policy.
  record Not(Named policy) implements PolicySpec {}

  /// Drops the trace if all of its policies say yes.
  record Drop(List<Named> policies) implements PolicySpec {
    public Drop {
      policies = List.copyOf(policies);
    }
  }

  /// Shares a rate of spans among policies; the first in the list that says yes decides.
  ///
  /// @param percents by name of the policy; one that is absent has no quota, one of 0 or less an
  ///   equal share
  record Composite(long maxSpansPerSecond, List<Named> policies, Map<String, Long> percents)
      implements PolicySpec {
    public Composite {
      policies = List.copyOf(policies);
      percents = Map.copyOf(percents);
    }
  }
}
