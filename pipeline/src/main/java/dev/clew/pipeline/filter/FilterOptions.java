package dev.clew.pipeline.filter;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.ottl.Context;
import dev.clew.pipeline.ottl.ErrorMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Options of the `filter` processor.
///
/// @param mode null for the default, which `compat.filter_error_mode` says
public record FilterOptions(
    @Nullable ErrorMode mode, SignalFilter traces, SignalFilter metrics, SignalFilter logs) {
  /// The type.
  public static final ComponentType<FilterOptions> TYPE =
      ComponentType.of(
          Kind.PROCESSOR,
          "filter",
          ComponentType.allSignals(),
          FilterOptions::read,
          "Drops spans, events, metrics, points and log records by criteria or conditions.");

  public static FilterOptions read(Section section) {
    String word =
        section.text(
            "error_mode",
            "",
            "What follows of a condition that cannot be evaluated: `ignore`, `silent` or"
                + " `propagate`; by default what `compat.filter_error_mode` says.");
    ErrorMode mode = ErrorMode.words().get(word);
    section.check(word.isEmpty() || mode != null, "error_mode", ErrorMode.refusal(word));
    IncludeExclude spans =
        section.section("spans", FilterOptions::spans, "Spans that go on, in the older form.");
    List<ConditionGroup> traces =
        section.section("traces", FilterOptions::traces, "Conditions to drop spans.");
    Mixed metrics = section.section("metrics", FilterOptions::metrics, "What metrics go on.");
    Mixed logs = section.section("logs", FilterOptions::logs, "What log records go on.");
    List<ConditionGroup> traceGroups = groups(section, "trace", Signal.TRACES, traces);
    List<ConditionGroup> metricGroups = groups(section, "metric", Signal.METRICS, metrics.groups);
    List<ConditionGroup> logGroups = groups(section, "log", Signal.LOGS, logs.groups);
    checkUnmixed(section, "spans", spans, traceGroups);
    checkUnmixed(section, "metrics", metrics.criteria, metricGroups);
    checkUnmixed(section, "logs", logs.criteria, logGroups);
    return new FilterOptions(
        mode,
        new SignalFilter(spans, traceGroups),
        new SignalFilter(metrics.criteria, metricGroups),
        new SignalFilter(logs.criteria, logGroups));
  }

  /// Whether something of the signal is filtered.
  public boolean hasRules(Signal signal) {
    return !of(signal).isEmpty();
  }

  SignalFilter of(Signal signal) {
    return switch (signal) {
      case TRACES -> traces;
      case METRICS -> metrics;
      case LOGS -> logs;
    };
  }

  private static void checkUnmixed(
      Section section, String key, IncludeExclude criteria, List<ConditionGroup> groups) {
    section.check(
        criteria.isEverything() || groups.isEmpty(),
        key,
        "cannot use ottl conditions and include/exclude for %s at the same time".formatted(key));
  }

  private static List<ConditionGroup> groups(
      Section section, String signalName, Signal signal, List<ConditionGroup> older) {
    String key = signalName + "_conditions";
    List<ConditionGroup> inferred =
        ConditionGroup.readInferred(
            section, key, signal, "Conditions to drop, whose context their paths tell.");
    section.check(
        inferred.isEmpty() || older.isEmpty(),
        key,
        "cannot use \"%s\" and the settings of \"%ss\" at the same time"
            .formatted(key, signalName));
    List<ConditionGroup> all = new ArrayList<>(older);
    all.addAll(inferred);
    return all;
  }

  private static IncludeExclude spans(Section section) {
    Criteria include =
        section.optionalSection("include", Criteria::read, "Only what matches goes on.");
    Criteria exclude =
        section.optionalSection("exclude", Criteria::read, "What matches does not go on.");
    refuse(section, "include", include == null ? null : include.refusalForSpans());
    refuse(section, "exclude", exclude == null ? null : exclude.refusalForSpans());
    return sound(include, exclude);
  }

  private static void refuse(Section section, String key, @Nullable String refusal) {
    if (refusal != null) {
      section.fail(key, refusal);
    }
  }

  /// The criteria, or none if they were refused before.
  private static IncludeExclude sound(@Nullable Criteria include, @Nullable Criteria exclude) {
    try {
      return IncludeExclude.of(include, exclude);
    } catch (IllegalArgumentException _) {
      return IncludeExclude.of(null, null);
    }
  }

  private static List<ConditionGroup> traces(Section section) {
    List<ConditionGroup> groups = new ArrayList<>();
    groups.addAll(resource(section));
    groups.addAll(ConditionGroup.read(section, "span", Context.SPAN, "About spans."));
    groups.addAll(
        ConditionGroup.read(section, "spanevent", Context.SPANEVENT, "About events of spans."));
    return groups;
  }

  private static List<ConditionGroup> resource(Section section) {
    return ConditionGroup.read(section, "resource", Context.RESOURCE, "About resources.");
  }

  private static Mixed metrics(Section section) {
    RegexpCache.read(section);
    Criteria include =
        section.optionalSection("include", Criteria::readMetrics, "Only what matches goes on.");
    Criteria exclude =
        section.optionalSection("exclude", Criteria::readMetrics, "What matches does not go on.");
    List<ConditionGroup> groups = new ArrayList<>();
    groups.addAll(resource(section));
    groups.addAll(ConditionGroup.read(section, "metric", Context.METRIC, "About metrics."));
    groups.addAll(
        ConditionGroup.read(section, "datapoint", Context.DATAPOINT, "About points of metrics."));
    return mixed(section, "metrics", include, exclude, groups);
  }

  private static Mixed logs(Section section) {
    Criteria include =
        section.optionalSection("include", Criteria::readLogs, "Only what matches goes on.");
    Criteria exclude =
        section.optionalSection("exclude", Criteria::readLogs, "What matches does not go on.");
    List<ConditionGroup> groups = new ArrayList<>();
    groups.addAll(resource(section));
    groups.addAll(ConditionGroup.read(section, "log_record", Context.LOG, "About log records."));
    return mixed(section, "logs", include, exclude, groups);
  }

  private static Mixed mixed(
      Section section,
      String name,
      @Nullable Criteria include,
      @Nullable Criteria exclude,
      List<ConditionGroup> groups) {
    if ((include != null || exclude != null) && !groups.isEmpty()) {
      section.fail(
          "cannot use ottl conditions and include/exclude for %s at the same time".formatted(name));
    }
    return new Mixed(sound(include, exclude), groups);
  }

  /// What a section of both forms holds.
  private record Mixed(IncludeExclude criteria, List<ConditionGroup> groups) {}
}
