package dev.clew.pipeline.check;

import dev.clew.pipeline.config.Node;
import dev.clew.pipeline.config.Position;
import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.config.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rules that ask for labels or series that the configuration does not make.
final class RuleChecks {
  private static final Pattern TEXTS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=(?!=))");
  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*");
  private static final Set<String> ALWAYS = Set.of("le", "__name__", "job", "instance");
  private static final Pattern SPAN_METRIC =
      Pattern.compile(
          ".*(?:calls(?:_total)?|(?:duration|latency)(?:_milliseconds|_seconds)?_(?:bucket|sum|count))");

  private final List<SpanMetrics> made;
  private final Problems problems;

  RuleChecks(List<SpanMetrics> made, Problems problems) {
    this.made = made;
    this.problems = problems;
  }

  /// @param rules a file of groups of rules
  void check(Node rules) {
    for (Node group : items(child(rules, "groups"))) {
      for (Node rule : items(child(group, "rules"))) {
        rule(rule);
      }
    }
  }

  private static Node child(Node node, String key) {
    Node.Entry entry = node instanceof Node.Mapping map ? map.entries().get(key) : null;
    return entry == null ? new Node.Scalar(new Value.Nothing(), node.position()) : entry.node();
  }

  private static List<Node> items(Node node) {
    return node instanceof Node.Sequence(List<Node> items, _) ? items : List.of();
  }

  private void rule(Node rule) {
    Value value = rule.value();
    String alert = Look.text(Look.at(value, "alert"));
    String name = alert.isEmpty() ? Look.text(Look.at(value, "record")) : alert;
    String expression = TEXTS.matcher(Look.text(Look.at(value, "expr"))).replaceAll("\"\"");
    Set<String> names = names(expression);
    Set<String> labels = new TreeSet<>(ALWAYS);
    boolean isAboutOurs = false;
    boolean isMillis = false;
    for (SpanMetrics metrics : made) {
      if (names.stream().anyMatch(metrics.names()::contains)) {
        isAboutOurs = true;
        labels.addAll(metrics.labels());
      }
      isMillis |= metrics.isMillis() && names.stream().anyMatch(metrics.durations()::contains);
    }
    Position at = child(rule, "expr").position();
    if (isAboutOurs) {
      labels(name, expression, labels, at);
    }
    names(name, names, at);
    if (isMillis && value.print().contains("humanizeDuration")) {
      problems.warn(
          "W11",
          "rule \"%s\": humanizeDuration takes seconds, but the series has milliseconds (histogram.unit: s cures it)"
              .formatted(name),
          rule.position());
    }
  }

  private void labels(String rule, String expression, Set<String> known, Position at) {
    for (String label : labelsOf(expression)) {
      if (!known.contains(label)) {
        problems.warn(
            "W2",
            "rule \"%s\" uses label \"%s\", which no configured dimension produces"
                .formatted(rule, label),
            at);
      }
    }
  }

  private void names(String rule, Set<String> names, Position at) {
    Set<String> known = new TreeSet<>();
    made.forEach(metrics -> known.addAll(metrics.names()));
    for (String name : names) {
      if (!made.isEmpty() && !known.contains(name) && SPAN_METRIC.matcher(name).matches()) {
        problems.warn(
            "W3",
            "rule \"%s\" uses series \"%s\"; the configuration makes %s"
                .formatted(rule, name, String.join(", ", known)),
            at);
      }
    }
  }

  private static Set<String> names(String expression) {
    Set<String> names = new TreeSet<>();
    String bare = GROUPING.matcher(BRACES.matcher(expression).replaceAll(" ")).replaceAll(" ");
    Matcher matcher = NAME.matcher(bare);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  private static Set<String> labelsOf(String expression) {
    Set<String> labels = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      for (String label : grouping.group(1).split(",")) {
        if (!label.isBlank()) {
          labels.add(label.strip());
        }
      }
    }
    Matcher braces = BRACES.matcher(expression);
    while (braces.find()) {
      Matcher matcher = MATCHER.matcher(braces.group(1));
      while (matcher.find()) {
        labels.add(matcher.group(1));
      }
    }
    return labels;
  }
}
