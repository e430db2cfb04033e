package dev.clew.pipeline.graph;

import dev.clew.pipeline.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The block `compat`: where releases of the Collector differ, which of them to follow.
///
/// @param naming profile of span metrics; null leaves it to each component
/// @param namingAliases profiles whose names the series get besides
/// @param isLatencyBoundInclusive whether a trace as long as the threshold is sampled
/// @param fallsThroughOverflow whether `composite` asks its next policy when one is over its budget
/// @param bodyLimitStatus of HTTP for a body that is too large
/// @param missingServiceName what span metrics do with spans of no service; null leaves it to the
///   naming profile
/// @param ignoresFilterErrors default of a filter's `error_mode`
public record Compatibility(
    @Nullable String naming,
    List<String> namingAliases,
    boolean isLatencyBoundInclusive,
    boolean fallsThroughOverflow,
    int bodyLimitStatus,
    @Nullable String missingServiceName,
    boolean ignoresFilterErrors) {
  private static final List<String> PROFILES =
      List.of("hybrid", "legacy", "connector-0.108", "connector-0.109");

  public Compatibility {
    namingAliases = List.copyOf(namingAliases);
  }

  /// What counts without the block.
  public static final Compatibility DEFAULT =
      new Compatibility(null, List.of(), true, false, 413, null, true);

  /// Reads the block.
  public static Compatibility read(Section section) {
    String naming =
        section.text(
            "naming",
            "Names, labels and unit of span metrics: `hybrid`, `legacy`, `connector-0.108` or `connector-0.109`; absent, each component has its own.");
    section.check(naming == null || PROFILES.contains(naming), "naming", unknown(naming, PROFILES));
    List<String> aliases =
        section.texts(
            "naming_aliases",
            List.of(),
            "Profiles under whose names the series appear a second time.");
    for (int i = 0; i < aliases.size(); i++) {
      if (!PROFILES.contains(aliases.get(i))) {
        section.fail("naming_aliases", i, unknown(aliases.get(i), PROFILES));
      }
    }
    String missing =
        section.text(
            "missing_service_name",
            "What span metrics do with spans without `service.name`: `unknown_service` counts them under that name, `skip` does not count them; absent, the naming profile decides.");
    List<String> ways = List.of("unknown_service", "skip");
    section.check(
        missing == null || ways.contains(missing), "missing_service_name", unknown(missing, ways));
    return new Compatibility(
        naming,
        aliases,
        word(
            section,
            "latency_bound",
            "inclusive",
            "exclusive",
            "Whether tail sampling's `latency` without an upper bound is at least the threshold, as up to v0.156, or above it."),
        !word(
            section,
            "composite_overflow",
            "strict",
            "fallthrough",
            "Whether a `composite` policy whose sub-policy is over its budget gives the trace up, or asks the next."),
        (int) status(section),
        missing,
        word(
            section,
            "filter_error_mode",
            "ignore",
            "propagate",
            "Default of a filter's `error_mode`; `propagate` up to v0.149."));
  }

  private static boolean word(Section section, String key, String yes, String no, String doc) {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put(yes, true);
    words.put(no, false);
    return section.choice(key, words, yes, word -> unknown(word, words.keySet()), doc);
  }

  private static long status(Section section) {
    long status =
        section.integer(
            "body_limit_status",
            413,
            "HTTP status for a body that is too large: 413 as OTLP says, or 400 as the Collector answers.");
    section.check(
        status == 413 || status == 400,
        "body_limit_status",
        unknown(Long.toString(status), List.of("413", "400")));
    return status;
  }

  private static String unknown(@Nullable String word, Iterable<String> words) {
    return "unknown value \"%s\" (valid values: [%s])".formatted(word, String.join(" ", words));
  }
}
