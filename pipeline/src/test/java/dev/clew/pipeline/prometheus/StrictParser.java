package dev.clew.pipeline.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a page and refuses what the formats do not allow: unknown escapes, heads after lines,
/// names or labels that stand twice, families that are interrupted, buckets that fall or lack their
/// end.
final class StrictParser {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d+)?([eE][+-]?\\d+)?|Inf)|NaN");

  private final boolean isOpen;
  private final Map<String, Double> samples = new TreeMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final Set<String> helped = new HashSet<>();
  private final Set<String> finished = new HashSet<>();
  private final Map<String, Double> lastBuckets = new HashMap<>();
  private final Map<String, Double> lastBounds = new HashMap<>();
  private final List<String> exemplars = new ArrayList<>();
  private String family = "";
  private boolean isEnded;

  private StrictParser(boolean isOpen) {
    this.isOpen = isOpen;
  }

  /// What a page says: samples by name and labels as written.
  record Page(Map<String, Double> samples, Map<String, String> types, List<String> exemplars) {}

  static Page parse(String text, boolean isOpen) {
    StrictParser parser = new StrictParser(isOpen);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new IllegalArgumentException("does not end with a line feed");
    }
    for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
      try {
        parser.line(line);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(e.getMessage() + " in: " + line, e);
      }
    }
    check(!isOpen || parser.isEnded, "no end");
    parser.checkHistograms();
    return new Page(parser.samples, parser.types, parser.exemplars);
  }

  private static void check(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  private void line(String line) {
    check(!isEnded, "a line behind the end");
    if (line.equals("# EOF")) {
      check(isOpen, "an end");
      isEnded = true;
    } else if (line.startsWith("# ")) {
      head(line.split(" ", 4));
    } else {
      sample(line);
    }
  }

  private void head(String[] parts) {
    check(parts.length == 4, "a head of %d parts".formatted(parts.length));
    String name = parts[2];
    check(NAME.matcher(name).matches(), "a bad name");
    enter(name);
    switch (parts[1]) {
      case "HELP" -> {
        check(helped.add(name), "a second help");
        check(!types.containsKey(name), "help after type");
      }
      case "TYPE" -> {
        Set<String> known =
            isOpen
                ? Set.of("counter", "gauge", "histogram", "summary", "info", "unknown")
                : Set.of("counter", "gauge", "histogram", "summary", "untyped");
        check(known.contains(parts[3]), "an unknown type");
        check(types.put(name, parts[3]) == null, "a second type");
      }
      default -> throw new IllegalArgumentException("an unknown head");
    }
  }

  private void enter(String name) {
    if (!name.equals(family)) {
      check(!finished.contains(name), "a family that was interrupted");
      finished.add(family);
      family = name;
    }
  }

  private void sample(String line) {
    Matcher name = NAME.matcher(line);
    check(name.lookingAt(), "no name");
    int at = name.end();
    Map<String, String> labels = new TreeMap<>();
    if (line.charAt(at) == '{') {
      at = labels(line, at + 1, labels);
    }
    check(line.charAt(at) == ' ', "no blank before the value");
    String rest = line.substring(at + 1);
    int hash = rest.indexOf(" # ");
    String[] values = (hash < 0 ? rest : rest.substring(0, hash)).split(" ", -1);
    check(values.length <= 2, "too many values");
    check(NUMBER.matcher(values[0]).matches(), "a bad value");
    if (values.length == 2) {
      check(values[1].matches(isOpen ? "-?\\d+(\\.\\d+)?" : "-?\\d+"), "a bad time");
    }
    double value = number(values[0]);
    String full = name.group();
    check(samples.put(full + labels, value) == null, "a line that stands twice");
    ofFamily(full, labels, value);
    if (hash >= 0) {
      exemplar(full, labels, rest.substring(hash + 3));
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }

  private static int labels(String line, int from, Map<String, String> labels) {
    int at = from;
    while (line.charAt(at) != '}') {
      Matcher label = LABEL.matcher(line).region(at, line.length());
      check(label.lookingAt(), "a bad label");
      at = label.end();
      check(line.startsWith("=\"", at), "no value of a label");
      at += 2;
      StringBuilder value = new StringBuilder();
      while (line.charAt(at) != '"') {
        char each = line.charAt(at++);
        if (each == '\\') {
          char escaped = line.charAt(at++);
          check("\\\"n".indexOf(escaped) >= 0, "an unknown escape");
          each = escaped == 'n' ? '\n' : escaped;
        }
        value.append(each);
      }
      at++;
      check(labels.put(label.group(), value.toString()) == null, "a label that stands twice");
      check(line.charAt(at) == ',' || line.charAt(at) == '}', "no end of a label");
      check(!line.startsWith(",}", at), "a comma at the end");
      at += line.charAt(at) == ',' ? 1 : 0;
    }
    return at + 1;
  }

  private void ofFamily(String name, Map<String, String> labels, double value) {
    String type = types.getOrDefault(family, "");
    check(!type.isEmpty(), "a line without a type");
    List<String> suffixes =
        switch (type) {
          case "counter" -> List.of(isOpen ? "_total" : "");
          case "info" -> List.of("_info");
          case "histogram" -> List.of("_bucket", "_sum", "_count");
          case "summary" -> List.of("", "_sum", "_count");
          default -> List.of("");
        };
    check(
        suffixes.stream().anyMatch(suffix -> name.equals(family + suffix)),
        "a line of another family");
    if (type.equals("histogram") && name.endsWith("_bucket")) {
      bucket(labels, value);
    } else if (type.equals("histogram")) {
      check(!labels.containsKey("le"), "a bound where none may be");
    }
    if (name.endsWith("_count") && type.equals("histogram")) {
      Double last = lastBuckets.get(family + labels);
      check(last != null && last == value, "a count that is not that of the last bucket");
    }
  }

  private void bucket(Map<String, String> labels, double value) {
    Map<String, String> rest = new TreeMap<>(labels);
    String bound = rest.getOrDefault("le", "");
    rest.remove("le");
    check(NUMBER.matcher(bound).matches(), "a bucket without a bound");
    check(!isOpen || !bound.matches("-?\\d+"), "a bound without a point");
    String key = family + rest;
    Double below = lastBounds.put(key, number(bound));
    check(below == null || below < number(bound), "bounds that do not ascend");
    Double before = lastBuckets.put(key, value);
    check(before == null || before <= value, "buckets that fall");
  }

  private void checkHistograms() {
    lastBounds.forEach(
        (key, bound) -> check(bound == Double.POSITIVE_INFINITY, "no last bucket of " + key));
  }

  private void exemplar(String name, Map<String, String> labels, String text) {
    check(isOpen, "an exemplar");
    check(name.endsWith("_bucket") || name.endsWith("_total"), "an exemplar where none may be");
    check(text.startsWith("{"), "an exemplar without labels");
    Map<String, String> own = new TreeMap<>();
    int at = labels(text, 1, own);
    String[] values = text.substring(at + 1).split(" ", -1);
    check(values.length <= 2 && NUMBER.matcher(values[0]).matches(), "a bad exemplar");
    int length =
        own.entrySet().stream().mapToInt(e -> e.getKey().length() + e.getValue().length()).sum();
    check(length <= 128, "an exemplar that is too long");
    String bound = labels.get("le");
    check(bound == null || number(values[0]) <= number(bound), "an exemplar of another bucket");
    exemplars.add(name + " " + own);
  }
}
