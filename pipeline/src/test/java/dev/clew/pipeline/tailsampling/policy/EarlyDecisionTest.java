package dev.clew.pipeline.tailsampling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import dev.clew.pipeline.tailsampling.Spans;
import dev.clew.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EarlyDecisionTest {
  private static final TraceId ID = Spans.trace(1);
  private static final PolicySpec FAILURE =
      new PolicySpec.StringAttribute("k0", List.of("v0"), false, false);
  private static final PolicySpec ALWAYS = new PolicySpec.AlwaysSample();

  @Test
  void aMonotonePolicyDecidesAsSoonAsItIsMet() {
    Trace trace = new Trace(VotingRules.STANDARD, FAILURE, new PolicySpec.Probabilistic("", 10));
    trace.add(new Spans().span(ID));
    assertThat(trace.decideEarly()).isFalse();

    trace.add(new Spans().with("k0", "v0").span(ID));

    assertThat(trace.decideEarly()).isTrue();
    assertThat(trace.decision().weight()).isEqualTo(1);
  }

  @Test
  void aShareAloneIsDecidedAtOnce() {
    PolicySpec share = new PolicySpec.Probabilistic("", 10);
    Trace trace = new Trace(VotingRules.STANDARD, share).id(new TraceId(-1, -1));

    assertThat(trace.decideEarly()).isTrue();
    assertThat(trace.decision().weight()).isEqualTo(10);
  }

  @Test
  void aShareBesideOtherPoliciesWaitsSinceItsWeightMayChange() {
    Trace trace = new Trace(VotingRules.STANDARD, new PolicySpec.Probabilistic("", 10), FAILURE);

    assertThat(trace.id(new TraceId(-1, -1)).decideEarly()).isFalse();
  }

  @Test
  void nothingIsDecidedEarlyWhereAnotherPolicyMayOverride() {
    for (PolicySpec override :
        List.of(
            new PolicySpec.Drop(Trace.named(FAILURE)),
            new PolicySpec.Not(Trace.named(FAILURE).getFirst()),
            new PolicySpec.BooleanAttribute("k", true, true))) {
      assertThat(new Trace(VotingRules.STANDARD, ALWAYS, override).decideEarly()).isFalse();
    }
  }

  @Test
  void policiesThatMayChangeBackDoNotDecideEarly() {
    for (PolicySpec spec :
        List.of(
            new PolicySpec.Latency(0, 10),
            new PolicySpec.SpanCount(0, 10),
            new PolicySpec.RateLimiting(100),
            new PolicySpec.And(Trace.named(ALWAYS, new PolicySpec.SpanCount(0, 9))))) {
      Trace trace = new Trace(VotingRules.STANDARD, spec).add(new Spans().span(ID, 0, 5));
      assertThat(trace.vote()).isEqualTo(Vote.SAMPLED);
      assertThat(trace.decideEarly()).as(spec.toString()).isFalse();
    }
  }

  @Test
  void anEarlyDecisionEqualsTheOneAtTheEndWhateverComesBetween() {
    int[] early = new int[1];
    Seeds.forEach(
        2_000,
        random -> {
          PolicySet policies =
              new PolicySet(Trace.named(anyPolicies(random)), VotingRules.STANDARD);
          TraceId id = new TraceId(random.nextLong(), random.nextLong());
          Trace trace = new Trace(policies);
          boolean isEarly = false;
          double weight = 0;
          int policy = -1;
          for (int i = 0; i < 6; i++) {
            trace.add(anySpan(random, id));
            if (!isEarly && trace.decideEarly()) {
              isEarly = true;
              weight = trace.decision().weight();
              policy = trace.decision().policy();
            }
          }
          Decision decision = trace.decide();
          if (isEarly) {
            early[0]++;
            assertThat(decision.isKept()).isTrue();
            assertThat(decision.weight()).isEqualTo(weight);
            assertThat(decision.vote(policy)).isEqualTo(Vote.SAMPLED);
          }
        });
    assertThat(early[0]).isGreaterThan(100);
  }

  private static PolicySpec[] anyPolicies(RandomGenerator random) {
    List<PolicySpec> specs = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      specs.add(anyPolicy(random, 2));
    }
    return specs.toArray(PolicySpec[]::new);
  }

  private static PolicySpec anyPolicy(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 10)) {
      case 0 -> new PolicySpec.Latency(random.nextInt(40), random.nextInt(3) * 30L);
      case 1 -> new PolicySpec.SpanCount(random.nextInt(5), random.nextInt(8));
      case 2 -> new PolicySpec.Probabilistic("s" + random.nextInt(2), random.nextInt(110));
      case 3 -> new PolicySpec.StatusCode(Set.of("ERROR"));
      case 4 -> new PolicySpec.BooleanAttribute("k1", true, random.nextInt(4) == 0);
      case 5 -> new PolicySpec.NumericAttribute("k2", 2L, null, random.nextInt(4) == 0);
      case 6 -> new PolicySpec.TraceFlags();
      case 7 -> new PolicySpec.RateLimiting(random.nextInt(20));
      case 8, 9 -> new PolicySpec.StringAttribute("k0", List.of("v0"), false, false);
      case 10, 11 -> new PolicySpec.And(Trace.named(anyPolicy(random, 0), anyPolicy(random, 0)));
      case 12 -> new PolicySpec.Drop(Trace.named(anyPolicy(random, 0)));
      default -> new PolicySpec.Not(Trace.named(anyPolicy(random, 0)).getFirst());
    };
  }

  private static Spans anySpan(RandomGenerator random, TraceId id) {
    Spans spans = new Spans();
    if (random.nextInt(4) == 0) {
      spans.with("k0", "v" + random.nextInt(2));
    }
    if (random.nextInt(4) == 0) {
      spans.with("k1", random.nextBoolean());
    }
    spans.with("k2", random.nextInt(4));
    spans.flags(random.nextInt(4) == 0 ? 1 : 0);
    spans.status(random.nextInt(8) == 0 ? SpanStatus.ERROR : SpanStatus.OK);
    long start = random.nextInt(30);
    return spans.span(id, start, start + random.nextInt(30));
  }
}
