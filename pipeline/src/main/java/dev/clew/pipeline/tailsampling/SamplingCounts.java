package dev.clew.pipeline.tailsampling;

import dev.clew.pipeline.tailsampling.policy.Decision;
import dev.clew.pipeline.tailsampling.policy.Vote;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a sampler counts. Written by the thread of the partition; what other threads read was
/// published by it a moment before.
final class SamplingCounts {
  private static final long[] LATE_SECONDS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600};

  /// Counters without labels, in the order they are saved.
  enum Plain {
    NEW_TRACE_ID_RECEIVED("new_trace_id_received"),
    DROPPED_TOO_EARLY("sampling_trace_dropped_too_early"),
    DROPPED_TOO_LARGE("traces_dropped_too_large"),
    EVALUATION_ERROR("sampling_policy_evaluation_error"),
    LATE_KEPT("early_releases_from_cache_decision", "sampled", "true"),
    LATE_DROPPED("early_releases_from_cache_decision", "sampled", "false"),
    TRACES_KEPT("global_count_traces_sampled", "sampled", "true"),
    TRACES_DROPPED("global_count_traces_sampled", "sampled", "false"),
    SPANS_KEPT("count_spans_sampled", "sampled", "true"),
    SPANS_DROPPED("count_spans_sampled", "sampled", "false"),
    RELEASED_EARLY("traces_released_early"),
    DECIDED_PARTIAL("traces_decided_partial"),
    SPANS_OVER_CAP("spans_over_trace_limit"),
    SPANS_SPILLED_READ("spans_read_back"),
    SPANS_UNREADABLE("spans_unreadable"),
    DROPPED_AT_SHUTDOWN("traces_dropped_at_shutdown"),
    TRACES_PINNED("traces_pinned"),
    PINS_TOO_LATE("pins_too_late"),
    PINS_FORGOTTEN("pins_forgotten"),
    LATE_AGE_SECONDS("sampling_late_span_age_sum");

    private final String metric;
    private final Map<String, String> labels;

    Plain(String metric) {
      this.metric = metric;
      this.labels = Map.of();
    }

    Plain(String metric, String label, String value) {
      this.metric = metric;
      this.labels = Map.of(label, value);
    }
  }

  private static final Plain[] PLAIN = Plain.values();
  private static final Vote[] VOTES = Vote.values();

  private final List<String> policies;
  private final long[] plain = new long[PLAIN.length];
  private final long[] votes;
  private final long[] decided;
  private final long[] lateAges = new long[LATE_SECONDS.length + 1];
  private volatile List<SamplingCount> published = List.of();

  SamplingCounts(List<String> policies) {
    this.policies = policies;
    votes = new long[policies.size() * VOTES.length];
    decided = new long[policies.size() * 2];
  }

  void add(Plain counter, long count) {
    plain[counter.ordinal()] += count;
  }

  /// Counts the votes on a trace.
  void votes(Decision decision) {
    for (int policy = 0; policy < policies.size(); policy++) {
      Vote vote = decision.vote(policy);
      if (vote != null) {
        votes[policy * VOTES.length + vote.ordinal()]++;
        if (vote == Vote.ERROR) {
          add(Plain.EVALUATION_ERROR, 1);
        }
      }
    }
  }

  /// Counts a trace for the policy that decided on it.
  ///
  /// @param policy -1 if none did
  void decided(int policy, boolean isKept, int spans) {
    if (policy >= 0) {
      decided[policy * 2 + (isKept ? 1 : 0)]++;
    }
    add(isKept ? Plain.TRACES_KEPT : Plain.TRACES_DROPPED, 1);
    add(isKept ? Plain.SPANS_KEPT : Plain.SPANS_DROPPED, spans);
  }

  void late(boolean isKept, long seconds) {
    add(isKept ? Plain.LATE_KEPT : Plain.LATE_DROPPED, 1);
    add(isKept ? Plain.SPANS_KEPT : Plain.SPANS_DROPPED, 1);
    add(Plain.LATE_AGE_SECONDS, seconds);
    int bucket = 0;
    while (bucket < LATE_SECONDS.length && seconds > LATE_SECONDS[bucket]) {
      bucket++;
    }
    lateAges[bucket]++;
  }

  /// Makes the counters visible to other threads.
  ///
  /// @param gauges what is measured and not counted
  void publish(List<SamplingCount> gauges) {
    List<SamplingCount> all = new ArrayList<>(gauges);
    for (Plain counter : PLAIN) {
      all.add(new SamplingCount(counter.metric, counter.labels, plain[counter.ordinal()]));
    }
    for (int policy = 0; policy < policies.size(); policy++) {
      String name = policies.get(policy);
      for (Vote vote : VOTES) {
        long count = votes[policy * VOTES.length + vote.ordinal()];
        if (count > 0 || vote == Vote.SAMPLED || vote == Vote.NOT_SAMPLED) {
          boolean isYes = vote == Vote.SAMPLED || vote == Vote.INVERT_SAMPLED;
          Map<String, String> labels =
              Map.of("policy", name, "sampled", "" + isYes, "decision", vote.word());
          all.add(new SamplingCount("count_traces_sampled", labels, count));
        }
      }
      for (int kept = 0; kept < 2; kept++) {
        Map<String, String> labels = Map.of("policy", name, "sampled", "" + (kept == 1));
        all.add(new SamplingCount("traces_decided_by_policy", labels, decided[policy * 2 + kept]));
      }
    }
    long below = 0;
    for (int bucket = 0; bucket < lateAges.length; bucket++) {
      below += lateAges[bucket];
      String bound = bucket == LATE_SECONDS.length ? "+Inf" : "" + LATE_SECONDS[bucket];
      all.add(new SamplingCount("sampling_late_span_age_bucket", Map.of("le", bound), below));
    }
    all.add(new SamplingCount("sampling_late_span_age_count", Map.of(), below));
    published = List.copyOf(all);
  }

  List<SamplingCount> published() {
    return published;
  }

  void save(DataOutput out) throws IOException {
    for (long[] counters : List.of(plain, votes, decided, lateAges)) {
      for (long counter : counters) {
        out.writeLong(counter);
      }
    }
  }

  void restore(DataInput in) throws IOException {
    for (long[] counters : List.of(plain, votes, decided, lateAges)) {
      for (int i = 0; i < counters.length; i++) {
        counters[i] = in.readLong();
      }
    }
  }
}
