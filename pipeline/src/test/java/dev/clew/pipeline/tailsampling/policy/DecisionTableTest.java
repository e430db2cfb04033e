package dev.clew.pipeline.tailsampling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.TraceId;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.tailsampling.Spans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTableTest {
  private static final TraceId ID = Spans.trace(1);
  private static final PolicySpec ALWAYS = new PolicySpec.AlwaysSample();

  private static final Map<Vote, PolicySpec> POLICIES =
      Map.of(
          Vote.SAMPLED, ALWAYS,
          Vote.NOT_SAMPLED, new PolicySpec.SpanCount(99, 0),
          Vote.INVERT_SAMPLED, new PolicySpec.BooleanAttribute("absent", true, true),
          Vote.INVERT_NOT_SAMPLED, new PolicySpec.BooleanAttribute("flag", true, true),
          Vote.DROPPED, new PolicySpec.Drop(List.of(new PolicySpec.Named("all", ALWAYS))),
          Vote.ERROR,
              new PolicySpec.OttlCondition(
                  ErrorMode.PROPAGATE, List.of("Substring(name, 50, 9) == \"\""), List.of()));

  /// For each pair of votes, whether the trace is kept and which of the two policies is of record:
  /// `+` keeps, `-` drops, then the index; `-x` where none is.
  private static final String TABLE =
      """
      first             SAMPLED NOT_SAMPLED INVERT_SAMPLED INVERT_NOT_SAMPLED DROPPED ERROR
      SAMPLED            +0      +0          +0             -1                 -1      +0
      NOT_SAMPLED        +1      -0          -0             -1                 -1      -0
      INVERT_SAMPLED     +1      -1          +0             -1                 -1      +0
      INVERT_NOT_SAMPLED -0      -0          -0             -0                 -1      -0
      DROPPED            -0      -0          -0             -0                 -0      -0
      ERROR              +1      -1          +1             -1                 -1      -x
      """;

  @Test
  void everyPairOfVotesIsDecidedByPrecedence() {
    List<String> lines = TABLE.lines().toList();
    String[] columns = lines.getFirst().split(" +");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(" +");
      for (int i = 1; i < cells.length; i++) {
        assertThat(decided(Vote.valueOf(cells[0]), Vote.valueOf(columns[i])))
            .as("%s and %s", cells[0], columns[i])
            .isEqualTo(cells[i]);
      }
    }
  }

  private static String decided(Vote first, Vote second) {
    Trace trace = new Trace(VotingRules.STANDARD, policy(first), policy(second));
    Decision decision = trace.add(new Spans().with("flag", true).span(ID)).decide();
    assertThat(decision.vote(0)).isEqualTo(first);
    assertThat(decision.vote(1)).isEqualTo(second);
    String policy = decision.policy() < 0 ? "x" : Integer.toString(decision.policy());
    return (decision.isKept() ? "+" : "-") + policy;
  }

  private static PolicySpec policy(Vote vote) {
    return POLICIES.getOrDefault(vote, ALWAYS);
  }

  @Test
  void policiesBehindTheFirstMatchAreNotAsked() {
    VotingRules firstMatch = new VotingRules(true, false, true);
    Trace trace =
        new Trace(firstMatch, policy(Vote.NOT_SAMPLED), policy(Vote.SAMPLED), policy(Vote.SAMPLED));

    Decision decision = trace.add(new Spans().span(ID)).decide();

    assertThat(decision.isKept()).isTrue();
    assertThat(decision.policy()).isEqualTo(1);
    assertThat(decision.vote(2)).isNull();
  }

  @Test
  void aFirstMatchDoesNotKeepAPolicyFromDropping() {
    VotingRules firstMatch = new VotingRules(true, false, true);
    Trace trace = new Trace(firstMatch, policy(Vote.SAMPLED), policy(Vote.DROPPED));

    Decision decision = trace.add(new Spans().span(ID)).decide();

    assertThat(decision.isKept()).isFalse();
    assertThat(decision.policy()).isEqualTo(1);
  }

  @Test
  void withoutAFirstMatchBudgetsAreSpentOnTracesThatAnotherPolicyKeeps() {
    Trace trace = new Trace(VotingRules.STANDARD, ALWAYS, new PolicySpec.RateLimiting(2));
    trace.add(new Spans().span(ID));

    assertThat(trace.decide().vote(1)).isEqualTo(Vote.SAMPLED);
    assertThat(trace.decide().vote(1)).isEqualTo(Vote.NOT_SAMPLED);
  }
}
