package dev.clew.pipeline.check;

import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.graph.Component;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Policies of tail sampling that say something else than they seem to.
final class SamplingChecks {
  private static final Set<String> WIDE = Set.of("probabilistic", "always_sample");
  private static final Set<String> STATEFUL =
      Set.of("rate_limiting", "bytes_limiting", "composite");

  private final Component component;
  private final Problems problems;

  private SamplingChecks(Component component, Problems problems) {
    this.component = component;
    this.problems = problems;
  }

  static void check(Component component, Problems problems) {
    SamplingChecks checks = new SamplingChecks(component, problems);
    List<Value> policies = Look.items(Look.at(component.node().value(), "policies"));
    checks.wide(policies);
    for (Value policy : policies) {
      checks.order(policy);
      checks.composite(policy);
    }
  }

  private void wide(List<Value> policies) {
    boolean hasNarrow = policies.stream().anyMatch(policy -> !WIDE.contains(type(policy)));
    for (Value policy : policies) {
      if (hasNarrow && WIDE.contains(type(policy))) {
        warn(
            "W1",
            ("policy \"%s\" (%s) applies to all traces, not to those that the other policies leave:"
                    + " policies are joined by \"or\"; put it into an \"and\" policy to narrow it")
                .formatted(name(policy), type(policy)));
      }
    }
  }

  private void order(Value policy) {
    boolean hasStateful = false;
    for (Value sub : Look.items(Look.at(policy, "and", "and_sub_policy"))) {
      boolean isStateful = STATEFUL.contains(type(sub));
      if (hasStateful && !isStateful) {
        warn(
            "W12",
            ("policy \"%s\": a sub-policy with a budget stands before \"%s\", so traces that are"
                    + " rejected later spend of it")
                .formatted(name(policy), name(sub)));
        return;
      }
      hasStateful |= isStateful;
    }
  }

  private void composite(Value policy) {
    Value composite = Look.at(policy, "composite");
    List<String> listed =
        Look.items(Look.at(composite, "composite_sub_policy")).stream()
            .map(SamplingChecks::name)
            .toList();
    List<String> order =
        Look.items(Look.at(composite, "policy_order")).stream().map(Look::text).toList();
    if (!order.isEmpty() && !order.equals(listed)) {
      warn(
          "W10",
          "policy \"%s\": \"policy_order\" has no effect, sub-policies are asked in the order of their list: %s"
              .formatted(name(policy), String.join(", ", listed)));
    }
    Set<String> allocated = new HashSet<>();
    Look.items(Look.at(composite, "rate_allocation"))
        .forEach(one -> allocated.add(Look.text(Look.at(one, "policy"))));
    for (String sub : listed) {
      if (!allocated.contains(sub)) {
        warn(
            "W10",
            "policy \"%s\": sub-policy \"%s\" has no \"rate_allocation\" and so samples nothing"
                .formatted(name(policy), sub));
      }
    }
  }

  private static String type(Value policy) {
    return Look.text(Look.at(policy, "type"));
  }

  private static String name(Value policy) {
    return Look.text(Look.at(policy, "name"));
  }

  private void warn(String code, String message) {
    problems.warn(code, "processors::" + component.id() + ": " + message, component.position());
  }
}
