package dev.clew.pipeline.tailsampling;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.tailsampling.policy.PolicySet;
import dev.clew.pipeline.tailsampling.policy.PolicySpec;
import dev.clew.pipeline.tailsampling.policy.VotingRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The component type `tail_sampling`, and how its section is read.
public final class TailSamplingReader {
  private static final Duration MAX_WAIT = Duration.ofDays(1);

  private TailSamplingReader() {}

  /// The type.
  public static ComponentType<TailSamplingOptions> type() {
    return ComponentType.of(
        Kind.PROCESSOR,
        "tail_sampling",
        Set.of(Signal.TRACES),
        TailSamplingReader::read,
        "Keeps or drops whole traces, by policies. What waits and what was decided survives a "
            + "restart; kept spans carry `clew.sampling.policy` and `clew.sampling.weight`.");
  }

  static TailSamplingOptions read(Section section) {
    Duration wait =
        section.duration(
            "decision_wait", Duration.ofSeconds(30), "From the first span to the decision.");
    Duration afterRoot =
        section.duration(
            "decision_wait_after_root_received",
            Duration.ZERO,
            "From the root span to the decision, if that is sooner; 0 for never.");
    wait = sensible(section, "decision_wait", wait);
    afterRoot = sensible(section, "decision_wait_after_root_received", afterRoot);
    long traces =
        section.integer(
            "num_traces", 50_000, "Traces whose spans are in memory; more are read back.");
    boolean isBlocking =
        section.flag("block_on_overflow", false, "Whether more traces refuse new spans.");
    long maxBytes =
        section.integer("maximum_trace_size_bytes", 0, "Larger traces are dropped; 0 for none.");
    boolean isFirstMatch =
        section.flag("sample_on_first_match", false, "Whether the first yes ends the vote.");
    boolean isDropping =
        section.flag(
            "drop_pending_traces_on_shutdown", false, "Whether what waits is dropped at a stop.");
    boolean isSpanIngest =
        section.choice(
            "sampling_strategy",
            Map.of("trace-complete", false, "span-ingest", true),
            "trace-complete",
            "invalid sampling_strategy \"%s\""::formatted,
            "Whether policies are asked when a trace was waited for, or as spans come.");
    withoutEffect(section);
    List<PolicySpec.Named> policies = policies(section);
    warn(section, policies);
    TailSamplingOptions options =
        new TailSamplingOptions(
            wait,
            afterRoot,
            traces,
            isBlocking,
            maxBytes,
            isFirstMatch,
            isSpanIngest,
            isDropping,
            policies);
    refuseStateful(section, options);
    return options;
  }

  private static Duration sensible(Section section, String key, Duration duration) {
    if (duration.isNegative() || duration.compareTo(MAX_WAIT) > 0) {
      section.fail(key, key + " must not be negative, nor longer than a day");
      return Duration.ZERO;
    }
    return duration;
  }

  private static void withoutEffect(Section section) {
    PolicyReader.noEffect(
        section, "expected_new_traces_per_sec", "Accepted without effect: tables grow.");
    PolicyReader.noEffect(
        section, "num_shards", "Accepted without effect: there is one shard for each partition.");
    boolean hasCache = section.isSet("decision_cache");
    Long _ =
        section.section(
            "decision_cache",
            cache -> {
              cache.integer("sampled_cache_size", "Without effect.");
              return cache.integer("non_sampled_cache_size", 0, "Without effect.");
            },
            "Accepted without effect: decisions are kept for hours, on disk.");
    if (hasCache) {
      section.note("decision_cache", "decision_cache has no effect: decisions are kept on disk");
    }
    if (section.any("tail_storage", "Refused.") != null) {
      section.fail("tail_storage", "tail_storage is not supported: spans wait in the log");
    }
  }

  private static List<PolicySpec.Named> policies(Section section) {
    List<PolicyReader.Draft> drafts =
        section.sections("policies", PolicyReader::policy, "The policies; all of them vote.");
    List<PolicySpec.Named> policies = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < drafts.size(); i++) {
      PolicyReader.Draft draft = drafts.get(i);
      if (draft.name().isEmpty()) {
        section.fail("policies", i, "policy name cannot be empty");
      } else if (!names.add(draft.name())) {
        section.fail("policies", i, "duplicate policy name \"%s\"".formatted(draft.name()));
      }
      PolicySpec.Named policy = draft.named();
      if (policy == null) {
        section.fail("policies", i, PolicyReader.unknown(draft));
      } else if (canBeMade(section, i, policy)) {
        policies.add(policy);
      }
    }
    return policies;
  }

  private static boolean canBeMade(Section section, int index, PolicySpec.Named policy) {
    try {
      var _ = new PolicySet(List.of(policy), VotingRules.STANDARD);
      return true;
    } catch (IllegalArgumentException e) {
      section.fail("policies", index, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static void refuseStateful(Section section, TailSamplingOptions options) {
    try {
      TailSampling.refuseStateful(options, new PolicySet(options.policies(), VotingRules.STANDARD));
    } catch (IllegalArgumentException e) {
      section.fail("sampling_strategy", String.valueOf(e.getMessage()));
    }
  }

  private static void warn(Section section, List<PolicySpec.Named> policies) {
    for (PolicySpec.Named policy : policies) {
      boolean isForAll =
          policy.spec() instanceof PolicySpec.Probabilistic
              || policy.spec() instanceof PolicySpec.AlwaysSample;
      if (isForAll && policies.size() > 1) {
        section.warn(
            "W1",
            "policies",
            "policy \"%s\" applies to all traces, not only to those of the other policies"
                .formatted(policy.name()));
      }
      if (policy.spec() instanceof PolicySpec.And(List<PolicySpec.Named> parts)) {
        warnOfBudget(section, policy.name(), parts);
      }
    }
  }

  private static void warnOfBudget(Section section, String name, List<PolicySpec.Named> policies) {
    boolean hasLimiter = false;
    for (PolicySpec.Named policy : policies) {
      boolean isLimiter =
          policy.spec() instanceof PolicySpec.RateLimiting
              || policy.spec() instanceof PolicySpec.BytesLimiting;
      if (hasLimiter && !isLimiter) {
        section.warn(
            "W12",
            "policies",
            "policy \"%s\" spends its budget on traces that \"%s\" refuses"
                .formatted(name, policy.name()));
        return;
      }
      hasLimiter |= isLimiter;
    }
  }
}
