package dev.clew.pipeline.tailsampling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.model.TraceId;
import dev.clew.pipeline.tailsampling.Spans;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final PolicySpec ALWAYS = new PolicySpec.AlwaysSample();
  private static final PolicySpec NEVER = new PolicySpec.SpanCount(99, 0);

  @Test
  void aTraceThatIsKeptWhateverItsHashStandsForItself() {
    assertThat(weight(ALWAYS)).isEqualTo(1);
    assertThat(weight(share("", 10), ALWAYS)).isEqualTo(1);
    assertThat(weight(share("", 100))).isEqualTo(1);
  }

  @Test
  void aShareStandsForItsInverse() {
    assertThat(weight(share("", 10))).isEqualTo(10);
    assertThat(weight(share("", 0.1))).isCloseTo(1_000, within(1e-9));
    assertThat(weight(NEVER, share("", 25))).isEqualTo(4);
  }

  @Test
  void sharesOfOneSaltLieWithinEachOther() {
    assertThat(weight(share("", 10), share("", 5))).isEqualTo(10);
    assertThat(weight(and(share("", 10), share("", 5)))).isEqualTo(20);
    assertThat(weight(share("", 10), share("default-hash-seed", 5))).isEqualTo(10);
  }

  @Test
  void sharesOfDifferentSaltsMultiply() {
    assertThat(weight(and(share("a", 10), share("b", 50)))).isCloseTo(20, within(1e-9));
    assertThat(weight(share("a", 10), share("b", 50))).isCloseTo(1 / (1 - 0.9 * 0.5), within(1e-9));
  }

  @Test
  void aDropByHashCounts() {
    PolicySpec drop = new PolicySpec.Drop(List.of(new PolicySpec.Named("d", share("", 60))));

    assertThat(weight(ALWAYS, drop)).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void whatALimiterKeptStandsForItself() {
    assertThat(weight(new PolicySpec.RateLimiting(10), share("", 10))).isEqualTo(1);
  }

  @Test
  void aLimiterThatIsUsedUpLeavesTheShare() {
    PolicySet policies =
        new PolicySet(
            Trace.named(new PolicySpec.RateLimiting(2), share("", 10)), VotingRules.STANDARD);
    Trace trace = keptByHash(policies);

    trace.decide();

    assertThat(trace.decide().weight()).isEqualTo(10);
  }

  private static Trace keptByHash(PolicySet policies) {
    Trace trace = new Trace(policies).add(new Spans().span(Spans.trace(1)));
    return trace.id(new TraceId(-1, -1));
  }

  @Test
  void weightsOfKeptTracesAddUpToTheNumberOfAll() {
    Seeds.forEach(
        20,
        random -> {
          PolicySpec[] specs = anyPolicies(random);
          PolicySet policies = new PolicySet(Trace.named(specs), VotingRules.STANDARD);
          int all = 40_000;
          double sum = 0;
          double squares = 0;
          for (int i = 0; i < all; i++) {
            Trace trace = new Trace(policies).id(new TraceId(random.nextLong(), i));
            Decision decision = trace.decide();
            sum += decision.weight();
            squares += decision.weight() * Math.max(0, decision.weight() - 1);
          }
          assertThat(sum).isCloseTo(all, within(5 * Math.sqrt(squares) + 1e-6));
        });
  }

  /// At least one of them keeps with a positive probability.
  private static PolicySpec[] anyPolicies(RandomGenerator random) {
    PolicySpec[] specs = new PolicySpec[1 + random.nextInt(4)];
    for (int i = 0; i < specs.length; i++) {
      specs[i] = random.nextBoolean() ? anyShare(random) : and(anyShare(random), anyShare(random));
    }
    specs[0] = anyShare(random);
    return specs;
  }

  private static PolicySpec anyShare(RandomGenerator random) {
    return share("salt" + random.nextInt(3), 20 + random.nextInt(60));
  }

  private static PolicySpec share(String salt, double percentage) {
    return new PolicySpec.Probabilistic(salt, percentage);
  }

  private static PolicySpec and(PolicySpec... specs) {
    return new PolicySpec.And(Trace.named(specs));
  }

  /// Weight of a trace that is kept; ids are tried until one is.
  private static double weight(PolicySpec... specs) {
    for (long i = 0; i < 100_000; i++) {
      TraceId id = new TraceId(i, i * 77);
      Trace trace = new Trace(VotingRules.STANDARD, specs).add(new Spans().span(id));
      if (trace.decide().isKept()) {
        return trace.decision().weight();
      }
    }
    throw new AssertionError("nothing is kept");
  }
}
