package dev.clew.pipeline.tailsampling.policy;

import dev.clew.pipeline.ottl.ErrorMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes policies of their specifications and gathers what they share: tests that are equal become
/// one, probabilistic policies with equal salts share the hash.
final class Compilation {
  private final VotingRules rules;
  private final List<SpanTest> tests = new ArrayList<>();
  private final Map<PolicySpec, Integer> numbers = new HashMap<>();
  private final List<Limiter> limiters = new ArrayList<>();
  private final Map<String, Set<Long>> thresholds = new LinkedHashMap<>();
  private final List<Long> salted = new ArrayList<>();

  Compilation(VotingRules rules) {
    this.rules = rules;
  }

  SpanTest[] tests() {
    return tests.toArray(SpanTest[]::new);
  }

  Limiter[] limiters() {
    return limiters.toArray(Limiter[]::new);
  }

  String[] salts() {
    return thresholds.keySet().toArray(String[]::new);
  }

  /// Hash of the salt of a number.
  long salted(int salt) {
    return salted.get(salt);
  }

  /// By number of the salt.
  List<long[]> thresholds() {
    return thresholds.values().stream()
        .map(set -> set.stream().mapToLong(Long::longValue).toArray())
        .toList();
  }

  Policy policy(PolicySpec.Named named) {
    try {
      return policy(named.spec());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "failed to create policy evaluator for \"%s\": %s"
              .formatted(named.name(), e.getMessage()),
          e);
    }
  }

  private List<Policy> policies(List<PolicySpec.Named> specs) {
    return specs.stream().map(spec -> policy(spec.spec())).toList();
  }

  private Policy policy(PolicySpec spec) {
    return switch (spec) {
      case PolicySpec.AlwaysSample _ -> new Policy.Always();
      case PolicySpec.Latency latency -> new Policy.OfLatency(latency, rules);
      case PolicySpec.SpanCount count -> new Policy.OfSpanCount(count);
      case PolicySpec.Probabilistic share -> new Policy.OfHash(salt(share), share);
      case PolicySpec.RateLimiting rate -> limiter(new Limiter.OfSpans(rate));
      case PolicySpec.BytesLimiting rate -> limiter(new Limiter.OfBytes(rate));
      case PolicySpec.Composite composite ->
          limiter(new Composite(composite, policies(composite.policies()), rules));
      case PolicySpec.And and -> new Policy.All(policies(and.policies()));
      case PolicySpec.Drop drop -> new Policy.Dropping(policies(drop.policies()));
      case PolicySpec.Not not -> new Policy.Opposite(policy(not.policy().spec()));
      case PolicySpec.OttlCondition condition -> ofConditions(condition);
      case PolicySpec.NumericAttribute number ->
          bit(number, new AttributeTest.OfNumber(number), number.isInverted());
      case PolicySpec.BooleanAttribute flag ->
          bit(flag, new AttributeTest.OfFlag(flag), flag.isInverted());
      case PolicySpec.StringAttribute text ->
          bit(
              text,
              text.isRegex() ? new AttributeTest.OfPattern(text) : new AttributeTest.OfText(text),
              text.isInverted());
      case PolicySpec.StatusCode status ->
          bit(status, new ColumnTest.OfStatus(status.codes()), false);
      case PolicySpec.TraceState state -> bit(state, new ColumnTest.OfTraceState(state), false);
      case PolicySpec.TraceFlags flags -> bit(flags, new ColumnTest.OfFlags(), false);
      case PolicySpec.Unusual unusual -> bit(unusual, new FirstSights(unusual), false);
    };
  }

  private Policy bit(PolicySpec spec, SpanTest test, boolean isInverted) {
    return new Policy.OfBit(number(spec, test), -1, isInverted);
  }

  private int number(PolicySpec spec, SpanTest test) {
    return numbers.computeIfAbsent(spec, _ -> added(test));
  }

  private int added(SpanTest test) {
    tests.add(test);
    return tests.size() - 1;
  }

  private Policy ofConditions(PolicySpec.OttlCondition spec) {
    ColumnTest.OfConditions test = new ColumnTest.OfConditions(spec);
    int number = added(test);
    boolean canFail = spec.errorMode() == ErrorMode.PROPAGATE;
    int errors = canFail ? added(new ColumnTest.OfErrors(test)) : -1;
    return new Policy.OfBit(number, errors, false);
  }

  private Limiter limiter(Limiter limiter) {
    limiters.add(limiter);
    return limiter;
  }

  private int salt(PolicySpec.Probabilistic spec) {
    String salt = spec.salt().isEmpty() ? HashThreshold.STANDARD_SALT : spec.salt();
    if (!thresholds.containsKey(salt)) {
      thresholds.put(salt, new LinkedHashSet<>());
      salted.add(HashThreshold.begin(salt));
    }
    thresholds.getOrDefault(salt, Set.of()).add(HashThreshold.threshold(spec.percentage()));
    return List.copyOf(thresholds.keySet()).indexOf(salt);
  }
}
