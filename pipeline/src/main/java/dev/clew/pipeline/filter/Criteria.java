package dev.clew.pipeline.filter;

import dev.clew.pipeline.config.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What rows must be like, in the older form: every criterion that is given must hold; of services,
/// names, kinds, texts and bodies one suffices, of attributes, resources and libraries all must be
/// there.
///
/// @param type null if the file has none, which is an error where texts are compared
public record Criteria(
    @Nullable MatchType type,
    List<String> services,
    List<String> spanNames,
    List<String> spanKinds,
    List<String> metricNames,
    List<String> bodies,
    List<String> severityTexts,
    @Nullable SeverityFloor severity,
    List<AttributeCriterion> attributes,
    List<AttributeCriterion> resources,
    List<Library> libraries) {
  static final String NO_CRITERION =
      "at least one of \"attributes\", \"libraries\",  or \"resources\" field must be specified";

  public Criteria {
    services = List.copyOf(services);
    spanNames = List.copyOf(spanNames);
    spanKinds = List.copyOf(spanKinds);
    metricNames = List.copyOf(metricNames);
    bodies = List.copyOf(bodies);
    severityTexts = List.copyOf(severityTexts);
    attributes = List.copyOf(attributes);
    resources = List.copyOf(resources);
    libraries = List.copyOf(libraries);
  }

  /// Reads criteria for rows of any signal.
  public static Criteria read(Section section) {
    String type = type(section);
    RegexpCache.read(section);
    Criteria criteria =
        new Criteria(
            MatchType.of(type),
            section.texts("services", List.of(), "Values of `service.name`."),
            section.texts("span_names", List.of(), "Names of spans."),
            section.texts("span_kinds", List.of(), "Kinds of spans, such as `SPAN_KIND_SERVER`."),
            section.texts("metric_names", List.of(), "Names of metrics."),
            section.texts("log_bodies", List.of(), "Bodies of log records."),
            section.texts("log_severity_texts", List.of(), "Severity texts of log records."),
            section.optionalSection(
                "log_severity_number", SeverityFloor::read, "Least severity of log records."),
            section.sections(
                "attributes", AttributeCriterion::read, "Attributes that must all be there."),
            section.sections("resources", AttributeCriterion::read, "The same of the resource."),
            section.sections(
                "libraries", Library::read, "Instrumentation scopes that must all match."));
    return criteria.checked(section, type);
  }

  /// Reads criteria for metrics.
  static Criteria readMetrics(Section section) {
    String type = type(section);
    RegexpCache.read(section);
    List<String> expressions =
        section.texts("expressions", List.of(), "Refused: `match_type: expr` is not supported.");
    section.check(
        expressions.isEmpty(), "expressions", "match_type expr and expressions are not supported");
    Criteria criteria =
        new Criteria(
            MatchType.of(type),
            List.of(),
            List.of(),
            List.of(),
            section.texts("metric_names", List.of(), "Names of metrics."),
            List.of(),
            List.of(),
            null,
            List.of(),
            section.sections(
                "resource_attributes",
                AttributeCriterion::read,
                "Attributes that the resource must all have."),
            List.of());
    return criteria.checked(section, type);
  }

  /// Reads criteria for log records.
  static Criteria readLogs(Section section) {
    String type = type(section);
    Criteria criteria =
        new Criteria(
            MatchType.of(type),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            section.texts("bodies", List.of(), "Bodies."),
            section.texts("severity_texts", List.of(), "Severity texts."),
            section.optionalSection("severity_number", SeverityFloor::read, "Least severity."),
            section.sections(
                "record_attributes",
                AttributeCriterion::read,
                "Attributes that the record must all have."),
            section.sections(
                "resource_attributes",
                AttributeCriterion::read,
                "Attributes that the resource must all have."),
            List.of());
    return criteria.checked(section, type);
  }

  private static String type(Section section) {
    return section.text("match_type", "", "`strict` or `regexp`; required where text is compared.");
  }

  private Criteria checked(Section section, String word) {
    boolean needsType = !word.isEmpty() || (!isEmpty() && !isSeverityOnly());
    if (type == null && needsType) {
      section.fail(
          "match_type",
          "unrecognized match_type: '%s', valid types are: [regexp strict]".formatted(word));
      return this;
    }
    try {
      Matcher.compile(this);
    } catch (IllegalArgumentException failure) {
      section.fail(String.valueOf(failure.getMessage()));
    }
    return this;
  }

  /// Whether nothing is asked.
  public boolean isEmpty() {
    return severity == null && isSeverityOnly();
  }

  private boolean isSeverityOnly() {
    return services.isEmpty()
        && spanNames.isEmpty()
        && spanKinds.isEmpty()
        && metricNames.isEmpty()
        && bodies.isEmpty()
        && severityTexts.isEmpty()
        && attributes.isEmpty()
        && resources.isEmpty()
        && libraries.isEmpty();
  }

  /// What upstream says about these criteria for spans; null if they fit.
  public @Nullable String refusalForSpans() {
    if (!bodies.isEmpty()) {
      return "log_bodies should not be specified for trace spans";
    } else if (!severityTexts.isEmpty()) {
      return "log_severity_texts should not be specified for trace spans";
    } else if (severity != null) {
      return "log_severity_number should not be specified for trace spans";
    } else if (!metricNames.isEmpty()) {
      return "metric_names should not be specified for trace spans";
    }
    return isEmpty() ? NO_CRITERION : null;
  }

  /// What upstream says about these criteria for log records; null if they fit.
  public @Nullable String refusalForLogs() {
    if (!services.isEmpty()
        || !spanNames.isEmpty()
        || !spanKinds.isEmpty()
        || !metricNames.isEmpty()) {
      return "services, span_names, span_kinds and metric_names are not valid for log records";
    }
    return isEmpty() ? NO_CRITERION : null;
  }

  /// What is to be said about these criteria for metrics; null if they fit.
  public @Nullable String refusalForMetrics() {
    boolean hasOthers =
        !services.isEmpty()
            || !spanNames.isEmpty()
            || !spanKinds.isEmpty()
            || !bodies.isEmpty()
            || !severityTexts.isEmpty()
            || severity != null
            || !attributes.isEmpty()
            || !libraries.isEmpty();
    return hasOthers ? "only metric_names and resources are valid for metrics" : null;
  }
}
