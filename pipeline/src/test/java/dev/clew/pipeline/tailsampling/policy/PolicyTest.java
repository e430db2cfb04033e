package dev.clew.pipeline.tailsampling.policy;

import static dev.clew.pipeline.tailsampling.policy.Vote.DROPPED;
import static dev.clew.pipeline.tailsampling.policy.Vote.ERROR;
import static dev.clew.pipeline.tailsampling.policy.Vote.INVERT_NOT_SAMPLED;
import static dev.clew.pipeline.tailsampling.policy.Vote.INVERT_SAMPLED;
import static dev.clew.pipeline.tailsampling.policy.Vote.NOT_SAMPLED;
import static dev.clew.pipeline.tailsampling.policy.Vote.SAMPLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.tailsampling.Spans;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final TraceId ID = Spans.trace(1);
  private static final PolicySpec.Named YES = named(new PolicySpec.AlwaysSample());
  private static final PolicySpec.Named NO = named(new PolicySpec.SpanCount(99, 0));

  @Test
  void alwaysSampleKeepsEverything() {
    assertThat(vote(new PolicySpec.AlwaysSample(), span())).isEqualTo(SAMPLED);
  }

  @Test
  void latencyCountsFromItsThreshold() {
    PolicySpec spec = new PolicySpec.Latency(1_000, 0);

    assertThat(vote(spec, new Spans().span(ID, 0, 999))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().span(ID, 0, 1_000))).isEqualTo(SAMPLED);
  }

  @Test
  void latencyCountsAboveItsThresholdWhereThatIsAskedFor() {
    PolicySpec spec = new PolicySpec.Latency(1_000, 0);
    VotingRules exclusive = new VotingRules(false, false, false);

    assertThat(new Trace(exclusive, spec).add(new Spans().span(ID, 0, 1_000)).vote())
        .isEqualTo(NOT_SAMPLED);
    assertThat(new Trace(exclusive, spec).add(new Spans().span(ID, 0, 1_001)).vote())
        .isEqualTo(SAMPLED);
  }

  @Test
  void latencyWithAnUpperBoundIsOpenBelowAndClosedAbove() {
    PolicySpec spec = new PolicySpec.Latency(1_000, 2_000);

    assertThat(vote(spec, new Spans().span(ID, 0, 1_000))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().span(ID, 0, 1_001))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().span(ID, 0, 2_000))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().span(ID, 0, 2_001))).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void latencyLooksAtTheWholeTraceAndNotAtAPrefix() {
    PolicySpec spec = new PolicySpec.Latency(1_000, 2_000);

    Spans spans = new Spans().span(ID, 0, 1_500).span(ID, 100, 9_000);

    assertThat(vote(spec, spans)).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void numbersAreFoundOnSpansAndResourcesAsIntegersAndDoubles() {
    PolicySpec spec = new PolicySpec.NumericAttribute("n", 10L, 20L, false);

    assertThat(vote(spec, new Spans().with("n", 10).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().with("n", 20.0).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().with("n", 20.5).span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().with("n", Double.NaN).span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().with("n", "15").span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().with("other", 15).span(ID))).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void aBoundOfANumberThatIsAbsentIsOpen() {
    PolicySpec least = new PolicySpec.NumericAttribute("n", 50L, null, false);
    PolicySpec most = new PolicySpec.NumericAttribute("n", null, -5L, false);

    assertThat(vote(least, new Spans().with("n", Long.MAX_VALUE).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(least, new Spans().with("n", 1e300).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(least, new Spans().with("n", 49).span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(most, new Spans().with("n", -1e300).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(most, new Spans().with("n", 0).span(ID))).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void anyStatusOfTheListCounts() {
    PolicySpec spec = new PolicySpec.StatusCode(Set.of("ERROR", "OK"));

    assertThat(vote(spec, new Spans().span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().span(ID).status(SpanStatus.ERROR).span(ID)))
        .isEqualTo(SAMPLED);
  }

  @Test
  void statusCodesAreRefusedInUpstreamsWords() {
    assertRefused(new PolicySpec.StatusCode(Set.of()), "expected at least one status code to");
    assertRefused(
        new PolicySpec.StatusCode(Set.of("BAD")),
        "failed to create policy evaluator for \"p\":"
            + " unknown status code \"BAD\", supported: OK, ERROR, UNSET");
  }

  @Test
  void textsAreFoundOnSpansAndResources() {
    PolicySpec spec = new PolicySpec.StringAttribute("k", List.of("a", "b"), false, false);

    assertThat(vote(spec, new Spans().with("k", "b").span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().resource("k", "a").span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().with("k", "ab").span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().with("k", 1).span(ID))).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void emptyTextsOfTheListMatchNothing() {
    PolicySpec spec = new PolicySpec.StringAttribute("k", List.of(""), false, false);

    assertThat(vote(spec, new Spans().with("k", "").resource("k", "").span(ID)))
        .isEqualTo(NOT_SAMPLED);
  }

  @Test
  void expressionsAreUnanchoredAndMatchNoEmptyTextOfASpan() {
    PolicySpec spec = new PolicySpec.StringAttribute("k", List.of("v[0-9]"), true, false);
    PolicySpec any = new PolicySpec.StringAttribute("k", List.of(".*"), true, false);

    assertThat(vote(spec, new Spans().with("k", "xv1y").span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().with("k", "xy").span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(any, new Spans().with("k", "").span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(any, new Spans().with("k", 5).span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(any, new Spans().resource("k", "").span(ID))).isEqualTo(SAMPLED);
  }

  @Test
  void aBadExpressionIsRefused() {
    assertRefused(
        new PolicySpec.StringAttribute("k", List.of("("), true, false), "error parsing regexp");
  }

  @Test
  void invertedPoliciesVoteInverted() {
    PolicySpec text = new PolicySpec.StringAttribute("k", List.of("a"), false, true);
    PolicySpec number = new PolicySpec.NumericAttribute("k", 1L, 2L, true);
    PolicySpec flag = new PolicySpec.BooleanAttribute("k", true, true);

    assertThat(vote(text, new Spans().with("k", "a").span(ID))).isEqualTo(INVERT_NOT_SAMPLED);
    assertThat(vote(text, new Spans().with("k", "b").span(ID))).isEqualTo(INVERT_SAMPLED);
    assertThat(vote(number, new Spans().with("k", 1).span(ID))).isEqualTo(INVERT_NOT_SAMPLED);
    assertThat(vote(number, span())).isEqualTo(INVERT_SAMPLED);
    assertThat(vote(flag, new Spans().with("k", true).span(ID))).isEqualTo(INVERT_NOT_SAMPLED);
    assertThat(vote(flag, span())).isEqualTo(INVERT_SAMPLED);
  }

  @Test
  void aTruthValueOfAnotherKindMatchesNothing() {
    PolicySpec spec = new PolicySpec.BooleanAttribute("k", false, false);

    assertThat(vote(spec, new Spans().with("k", false).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().with("k", true).span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().with("k", 0).span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().with("k", "no").span(ID))).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void anEntryOfTheTraceStateIsFound() {
    PolicySpec spec = new PolicySpec.TraceState("k", List.of("a", "b"));

    assertThat(vote(spec, new Spans().traceState("x=1, k=b").span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().traceState("k=c").span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().traceState("k=a,k=b").span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().traceState("k=a,=").span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().traceState("K=a").span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, span())).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void aLongEntryOfTheTraceStateMatchesNothing() {
    String fits = "v".repeat(254);
    String long1 = "v".repeat(255);
    PolicySpec spec = new PolicySpec.TraceState("k", List.of(fits, long1));

    assertThat(vote(spec, new Spans().traceState("k=" + fits).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().traceState("k=" + long1).span(ID))).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void theSampledFlagCounts() {
    PolicySpec spec = new PolicySpec.TraceFlags();

    assertThat(vote(spec, new Spans().flags(0x301).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().flags(0x302).span(ID))).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void spansAreCountedWithinBounds() {
    PolicySpec spec = new PolicySpec.SpanCount(2, 3);

    assertThat(vote(spec, span())).isEqualTo(NOT_SAMPLED);
    assertThat(vote(spec, new Spans().span(ID).span(ID).span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(spec, new Spans().span(ID).span(ID).span(ID).span(ID))).isEqualTo(NOT_SAMPLED);
    assertThat(vote(new PolicySpec.SpanCount(1, 0), span())).isEqualTo(SAMPLED);
  }

  @Test
  void conditionsAreAskedOfSpansAndEvents() {
    PolicySpec span = conditions(ErrorMode.PROPAGATE, "attributes[\"k\"] == \"v\"");
    PolicySpec event =
        new PolicySpec.OttlCondition(ErrorMode.IGNORE, List.of(), List.of("name == \"exception\""));

    assertThat(vote(span, new Spans().span(ID).with("k", "v").span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(span, span())).isEqualTo(NOT_SAMPLED);
    assertThat(vote(event, new Spans().span(ID).event("exception").span(ID))).isEqualTo(SAMPLED);
    assertThat(vote(event, new Spans().event("other").span(ID))).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void aConditionWithoutAnswerIsNoVoteUnlessItIsIgnored() {
    String failing = "Substring(attributes[\"k\"], 5, 9) == \"x\"";
    Spans spans = new Spans().with("k", "v").span(ID);

    assertThat(vote(conditions(ErrorMode.PROPAGATE, failing), spans)).isEqualTo(ERROR);
    assertThat(vote(conditions(ErrorMode.IGNORE, failing), spans)).isEqualTo(NOT_SAMPLED);
    assertThat(vote(conditions(ErrorMode.SILENT, failing), spans)).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void conditionsAreRefusedInUpstreamsWords() {
    assertRefused(
        new PolicySpec.OttlCondition(ErrorMode.IGNORE, List.of(), List.of()),
        "expected at least one OTTL condition to filter on");
    assertRefused(conditions(ErrorMode.IGNORE, "name =="), "unable to parse OTTL condition");
  }

  @Test
  void andIsPlainAlsoForInvertedPolicies() {
    PolicySpec.Named inverted =
        named(new PolicySpec.StringAttribute("k", List.of("a"), false, true));

    assertThat(vote(new PolicySpec.And(List.of(YES, inverted)), span())).isEqualTo(SAMPLED);
    assertThat(
            vote(new PolicySpec.And(List.of(YES, inverted)), new Spans().with("k", "a").span(ID)))
        .isEqualTo(NOT_SAMPLED);
    assertThat(vote(new PolicySpec.And(List.of(YES, NO)), span())).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void notFlips() {
    PolicySpec.Named inverted =
        named(new PolicySpec.StringAttribute("k", List.of("a"), false, true));

    assertThat(vote(new PolicySpec.Not(YES), span())).isEqualTo(NOT_SAMPLED);
    assertThat(vote(new PolicySpec.Not(NO), span())).isEqualTo(SAMPLED);
    assertThat(vote(new PolicySpec.Not(inverted), span())).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void dropDropsWhereAllSayYes() {
    assertThat(vote(new PolicySpec.Drop(List.of(YES, YES)), span())).isEqualTo(DROPPED);
    assertThat(vote(new PolicySpec.Drop(List.of(YES, NO)), span())).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void aRateIsStrictAndCountsTheTraceItself() {
    Trace trace = new Trace(VotingRules.STANDARD, new PolicySpec.RateLimiting(5));
    trace.add(new Spans().span(ID).span(ID));

    assertThat(trace.voteAt(0)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(500)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(999)).isEqualTo(NOT_SAMPLED);
    assertThat(trace.voteAt(1_000)).isEqualTo(SAMPLED);
  }

  @Test
  void aTraceAsLargeAsTheRateIsNeverKept() {
    Trace trace = new Trace(VotingRules.STANDARD, new PolicySpec.RateLimiting(2));
    trace.add(new Spans().span(ID).span(ID));

    assertThat(trace.voteAt(0)).isEqualTo(NOT_SAMPLED);
    assertThat(trace.voteAt(5_000)).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void aBucketOfBytesBeginsFullAndFillsSteadily() {
    long size = new Trace(VotingRules.STANDARD, new PolicySpec.AlwaysSample()).add(span()).bytes();
    Trace trace = new Trace(VotingRules.STANDARD, new PolicySpec.BytesLimiting(size, size * 2));
    trace.add(span());

    assertThat(trace.voteAt(0)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(0)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(0)).isEqualTo(NOT_SAMPLED);
    assertThat(trace.voteAt(900)).isEqualTo(NOT_SAMPLED);
    assertThat(trace.voteAt(1_000)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(1_000)).isEqualTo(NOT_SAMPLED);
    assertThat(trace.voteAt(60_000)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(60_000)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(60_000)).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void aLimiterFirstInAndSpendsOnTracesThatAreRefused() {
    PolicySpec.Named rate = named(new PolicySpec.RateLimiting(2));
    Trace trace =
        new Trace(VotingRules.STANDARD, new PolicySpec.And(List.of(rate, NO)), rate.spec());
    trace.add(span());

    assertThat(trace.voteAt(0)).isEqualTo(NOT_SAMPLED);
    assertThat(trace.voteAt(1)).isEqualTo(NOT_SAMPLED);
    assertThat(trace.vote(1)).as("its own budget").isEqualTo(NOT_SAMPLED);
  }

  @Test
  void theFirstOfACompositeInTheListDecides() {
    Trace trace = composite(false, Map.of("a", 50L, "b", 50L));
    trace.add(new Spans().span(ID).span(ID).span(ID));

    assertThat(trace.voteAt(0)).isEqualTo(SAMPLED);
    assertThat(trace.inner()).isEqualTo("a");
    assertThat(trace.voteAt(1)).as("quota of a is used up").isEqualTo(NOT_SAMPLED);
    assertThat(trace.voteAt(1_000)).as("next second").isEqualTo(SAMPLED);
  }

  @Test
  void aCompositeFallsThroughWhereThatIsAskedFor() {
    Trace trace = composite(true, Map.of("a", 50L, "b", 50L));
    trace.add(new Spans().span(ID).span(ID).span(ID));

    assertThat(trace.voteAt(0)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(1)).isEqualTo(SAMPLED);
    assertThat(trace.inner()).isEqualTo("b");
    assertThat(trace.voteAt(2)).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void aPartOfACompositeWithoutAllocationHasNoQuota() {
    Trace trace = composite(false, Map.of("b", 100L));
    trace.add(span());

    assertThat(trace.voteAt(0)).isEqualTo(NOT_SAMPLED);
  }

  @Test
  void anAllocationOfNothingIsAnEqualShare() {
    Trace trace = composite(false, Map.of("a", 0L));
    trace.add(new Spans().span(ID).span(ID).span(ID).span(ID).span(ID));

    assertThat(trace.voteAt(0)).isEqualTo(SAMPLED);
    assertThat(trace.voteAt(1)).isEqualTo(NOT_SAMPLED);
  }

  private static Trace composite(boolean isFallingThrough, Map<String, Long> percents) {
    List<PolicySpec.Named> parts =
        List.of(
            new PolicySpec.Named("a", new PolicySpec.AlwaysSample()),
            new PolicySpec.Named("b", new PolicySpec.AlwaysSample()));
    return new Trace(
        new VotingRules(true, isFallingThrough, false),
        new PolicySpec.Composite(10, parts, percents));
  }

  private static PolicySpec conditions(ErrorMode mode, String text) {
    return new PolicySpec.OttlCondition(mode, List.of(text), List.of());
  }

  private static Spans span() {
    return new Spans().span(ID);
  }

  private static PolicySpec.Named named(PolicySpec spec) {
    return new PolicySpec.Named("p", spec);
  }

  private static @Nullable Vote vote(PolicySpec spec, Spans spans) {
    return new Trace(VotingRules.STANDARD, spec).add(spans).vote();
  }

  private static void assertRefused(PolicySpec spec, String message) {
    assertThatThrownBy(() -> new PolicySet(List.of(named(spec)), VotingRules.STANDARD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
