package dev.clew.pipeline.tailsampling;

import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.tailsampling.policy.PolicySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads policies. All blocks are read whatever the type, as the Collector does; the one that is
/// named like the type counts.
final class PolicyReader {
  private static final long MAX_ENTRIES = 1 << 24;

  private PolicyReader() {}

  /// A policy of any type.
  static Draft policy(Section section) {
    Map<String, PolicySpec> specs = shared(section);
    specs.put("and", section.section("and", PolicyReader::and, "All must say yes."));
    Draft negated = section.section("not", PolicyReader::not, "One must say no.");
    if (negated.named != null) {
      specs.put("not", new PolicySpec.Not(negated.named));
    }
    specs.put(
        "drop", section.section("drop", PolicyReader::drop, "Drops the trace if all say yes."));
    specs.put(
        "composite",
        section.section(
            "composite", PolicyReader::composite, "Shares a rate of spans among policies."));
    return draft(section, specs);
  }

  private static Draft subPolicy(Section section) {
    return draft(section, shared(section));
  }

  private static Draft compositeSubPolicy(Section section) {
    Map<String, PolicySpec> specs = shared(section);
    specs.put("and", section.section("and", PolicyReader::and, "All must say yes."));
    return draft(section, specs);
  }

  /// A sub-policy that may negate one more, as those of `and` and `drop` may.
  private static Draft negatableSubPolicy(Section section) {
    Map<String, PolicySpec> specs = shared(section);
    Draft negated = section.section("not", PolicyReader::not, "One must say no.");
    if (negated.named != null) {
      specs.put("not", new PolicySpec.Not(negated.named));
    }
    return draft(section, specs);
  }

  /// A policy as far as it could be read.
  ///
  /// @param named null if the type is not known
  record Draft(String name, String type, PolicySpec.@Nullable Named named) {}

  private static Draft draft(Section section, Map<String, PolicySpec> specs) {
    String name = section.text("name", "", "Name of the policy, in counters and on spans.");
    String type = section.text("type", "", "What the policy looks at: the name of its block.");
    PolicySpec spec = specs.get(type);
    return new Draft(name, type, spec == null ? null : new PolicySpec.Named(name, spec));
  }

  private static Map<String, PolicySpec> shared(Section section) {
    Map<String, PolicySpec> specs = new HashMap<>();
    specs.put("always_sample", new PolicySpec.AlwaysSample());
    specs.put("trace_flags", new PolicySpec.TraceFlags());
    specs.put(
        "latency",
        section.section("latency", PolicyReader::latency, "Time from first start to last end."));
    specs.put(
        "numeric_attribute",
        section.section("numeric_attribute", PolicyReader::number, "A number on any span."));
    specs.put(
        "probabilistic",
        section.section("probabilistic", PolicyReader::share, "A share, by a hash of the id."));
    specs.put(
        "status_code",
        section.section("status_code", PolicyReader::status, "A status on any span."));
    specs.put(
        "string_attribute",
        section.section("string_attribute", PolicyReader::text, "A text on any span."));
    specs.put(
        "trace_state",
        section.section("trace_state", PolicyReader::traceState, "A tracestate on any span."));
    specs.put(
        "rate_limiting",
        section.section("rate_limiting", PolicyReader::rate, "So many spans in a second."));
    specs.put(
        "bytes_limiting",
        section.section("bytes_limiting", PolicyReader::bytes, "So many bytes in a second."));
    specs.put(
        "span_count",
        section.section("span_count", PolicyReader::count, "Number of spans received."));
    specs.put(
        "boolean_attribute",
        section.section("boolean_attribute", PolicyReader::flag, "A truth value on any span."));
    specs.put(
        "ottl_condition",
        section.section("ottl_condition", PolicyReader::conditions, "OTTL on any span or event."));
    specs.put(
        "unusual",
        section.section(
            "unusual", PolicyReader::unusual, "Clew's own: what an account was not seen with."));
    return specs;
  }

  private static PolicySpec latency(Section section) {
    return new PolicySpec.Latency(
        section.integer("threshold_ms", 0, "Least duration in milliseconds."),
        section.integer("upper_threshold_ms", 0, "Largest duration in milliseconds; 0 for none."));
  }

  private static PolicySpec number(Section section) {
    return new PolicySpec.NumericAttribute(
        key(section),
        section.integer("min_value", "Least value; without it there is no bound."),
        section.integer("max_value", "Largest value; without it there is no bound."),
        invert(section));
  }

  private static PolicySpec share(Section section) {
    return new PolicySpec.Probabilistic(
        section.text("hash_salt", "", "Goes into the hash; tiers with different shares need it."),
        section.number("sampling_percentage", 0, "Share of traces that is kept, up to 100."));
  }

  private static PolicySpec status(Section section) {
    List<String> codes = section.texts("status_codes", List.of(), "Of `OK`, `ERROR`, `UNSET`.");
    return new PolicySpec.StatusCode(Set.copyOf(codes));
  }

  private static PolicySpec text(Section section) {
    String key = key(section);
    List<String> values = section.texts("values", List.of(), "Texts or expressions.");
    boolean isRegex =
        section.flag("enabled_regex_matching", false, "Whether `values` are expressions.");
    noEffect(section, "cache_max_size", "Accepted without effect.");
    return new PolicySpec.StringAttribute(key, values, isRegex, invert(section));
  }

  private static PolicySpec traceState(Section section) {
    return new PolicySpec.TraceState(
        key(section), section.texts("values", List.of(), "Texts, one of which it must be."));
  }

  private static PolicySpec rate(Section section) {
    return new PolicySpec.RateLimiting(
        section.integer("spans_per_second", 0, "Spans kept are fewer than this."));
  }

  private static PolicySpec bytes(Section section) {
    long rate = section.integer("bytes_per_second", 0, "Bytes kept, as protobuf.");
    long burst = section.integer("burst_capacity", 0, "Most at once; 0 for twice the rate.");
    return new PolicySpec.BytesLimiting(rate, burst == 0 ? rate * 2 : burst);
  }

  private static PolicySpec count(Section section) {
    return new PolicySpec.SpanCount(
        section.integer("min_spans", 0, "Least number."),
        section.integer("max_spans", 0, "Largest number; 0 for none."));
  }

  private static PolicySpec flag(Section section) {
    return new PolicySpec.BooleanAttribute(
        key(section), section.flag("value", false, "The value it must have."), invert(section));
  }

  private static PolicySpec conditions(Section section) {
    return new PolicySpec.OttlCondition(
        section.choice(
            "error_mode",
            ErrorMode.words(),
            "propagate",
            ErrorMode::refusal,
            "What a condition without an answer means."),
        section.texts("span", List.of(), "Conditions on a span."),
        section.texts("spanevent", List.of(), "Conditions on an event of a span."));
  }

  private static PolicySpec unusual(Section section) {
    String account = section.text("account", "enduser.id", "Attribute that names the account.");
    List<String> keys =
        section.texts(
            "attributes",
            List.of("user_agent.original", "client.geo.country_iso_code"),
            "Attributes whose values are watched as they are.");
    List<String> addresses =
        section.texts(
            "address_attributes",
            List.of("client.address"),
            "Attributes whose values are watched by their network.");
    long prefix4 = section.integer("ipv4_prefix", 24, "Bits of a network of IPv4.");
    long prefix6 = section.integer("ipv6_prefix", 48, "Bits of a network of IPv6.");
    long entries =
        section.integer("max_entries", 200_000, "Pairs of account and value to remember.");
    boolean isLearning =
        section.flag("learn_accounts", false, "Whether an account's first value is not unusual.");
    section.check(prefix4 >= 0 && prefix4 <= 32, "ipv4_prefix", "must be from 0 to 32");
    section.check(prefix6 >= 0 && prefix6 <= 128, "ipv6_prefix", "must be from 0 to 128");
    boolean isBounded = entries >= 2 && entries <= MAX_ENTRIES;
    section.check(isBounded, "max_entries", "must be from 2 to " + MAX_ENTRIES);
    return new PolicySpec.Unusual(
        account,
        keys,
        addresses,
        Math.clamp(prefix4, 0, 32),
        Math.clamp(prefix6, 0, 128),
        isBounded ? (int) entries : 2,
        isLearning);
  }

  private static PolicySpec and(Section section) {
    return new PolicySpec.And(
        named(
            section,
            "and_sub_policy",
            section.sections("and_sub_policy", PolicyReader::negatableSubPolicy, "The policies.")));
  }

  private static PolicySpec drop(Section section) {
    return new PolicySpec.Drop(
        named(
            section,
            "drop_sub_policy",
            section.sections(
                "drop_sub_policy", PolicyReader::negatableSubPolicy, "The policies.")));
  }

  private static Draft not(Section section) {
    Draft draft = section.section("not_sub_policy", PolicyReader::subPolicy, "The policy.");
    if (draft.named == null && section.isSet("not_sub_policy")) {
      section.fail("not_sub_policy", unknown(draft));
    }
    return draft;
  }

  private static PolicySpec composite(Section section) {
    long max = section.integer("max_total_spans_per_second", 0, "Spans kept in a second.");
    List<String> order =
        section.texts("policy_order", List.of(), "Without effect: the order of the list counts.");
    List<PolicySpec.Named> policies =
        named(
            section,
            "composite_sub_policy",
            section.sections(
                "composite_sub_policy", PolicyReader::compositeSubPolicy, "The policies."));
    Map<String, Long> percents = new HashMap<>();
    section
        .sections("rate_allocation", PolicyReader::allocation, "Quotas of the policies.")
        .forEach(allocation -> percents.put(allocation.policy, allocation.percent));
    List<String> names = policies.stream().map(PolicySpec.Named::name).toList();
    if (!order.isEmpty() && !order.equals(names)) {
      section.warn("W10", "policy_order", "policies are asked in the order of the list");
    }
    for (String name : names) {
      if (!percents.containsKey(name)) {
        section.warn(
            "W10",
            "composite_sub_policy",
            "sub-policy \"%s\" has no rate_allocation, so its quota is 0".formatted(name));
      }
    }
    return new PolicySpec.Composite(max, policies, percents);
  }

  private record Allocation(String policy, long percent) {}

  private static Allocation allocation(Section section) {
    return new Allocation(
        section.text("policy", "", "Name of the policy."),
        section.integer("percent", 0, "Its part of the total; 0 for an equal share."));
  }

  private static List<PolicySpec.Named> named(Section section, String key, List<Draft> drafts) {
    List<PolicySpec.Named> policies = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      PolicySpec.Named named = drafts.get(i).named;
      if (named == null) {
        section.fail(key, i, unknown(drafts.get(i)));
      } else {
        policies.add(named);
      }
    }
    return policies;
  }

  /// Upstream's sentence about a policy of a type that there is not.
  static String unknown(Draft draft) {
    return "failed to create policy evaluator for \"%s\": unknown sampling policy type %s"
        .formatted(draft.name, draft.type);
  }

  private static String key(Section section) {
    return section.text("key", "", "Key of the attribute.");
  }

  private static boolean invert(Section section) {
    return section.flag("invert_match", false, "Drops the trace where it matches; deprecated.");
  }

  static void noEffect(Section section, String key, String doc) {
    if (section.integer(key, doc) != null) {
      section.note(key, key + " has no effect");
    }
  }
}
