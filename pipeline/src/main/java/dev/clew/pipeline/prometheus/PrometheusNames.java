package dev.clew.pipeline.prometheus;

import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.MetricShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Names of metrics and labels as the page has them, by the rules of OpenTelemetry's compatibility
/// specification for Prometheus.
public final class PrometheusNames {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("1", ""),
          Map.entry("%", "percent"));
  private static final Map<String, String> PER_UNITS =
      Map.of(
          "s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y",
          "year");

  private final String namespace;
  private final Translation translation;

  /// @param namespace before all names of metrics; empty for none
  public PrometheusNames(String namespace, Translation translation) {
    this.namespace = namespace;
    this.translation = translation;
  }

  /// What a metric is, as far as its name depends on it.
  public enum Kind {
    COUNTER,
    GAUGE,
    OTHER
  }

  /// Name of a metric; empty if nothing of it may stand there.
  public String metric(String name, String unit, Kind kind) {
    if (!translation.isEscaping()) {
      return translation.hasSuffixes() ? suffixed(prefixed(name), unit, kind) : prefixed(name);
    }
    if (!translation.hasSuffixes()) {
      String joined = String.join("_", split(name, true));
      String before = String.join("_", split(namespace, true));
      return beginning(before.isEmpty() ? joined : before + "_" + joined);
    }
    List<String> words = split(name, false);
    addUnit(words, unit);
    if (kind == Kind.COUNTER) {
      words.removeIf("total"::equals);
      words.add("total");
    } else if (kind == Kind.GAUGE && unit.equals("1")) {
      words.removeIf("ratio"::equals);
      words.add("ratio");
    }
    if (!namespace.isEmpty()) {
      words.addFirst(String.join("_", split(namespace, true)));
    }
    return beginning(String.join("_", words));
  }

  /// Names of the lines that a metric made here has on the page.
  public List<String> lines(MetricShape shape) {
    boolean isCount = shape.measure() instanceof Measure.Count;
    String name = metric(shape.name(), shape.unit(), isCount ? Kind.COUNTER : Kind.OTHER);
    FamilyType type = isCount ? FamilyType.COUNTER : FamilyType.HISTOGRAM;
    return type.suffixes().stream().map(suffix -> name + suffix).toList();
  }

  /// Name of the metric that tells of a resource.
  String targetInfo() {
    return metric("target_info", "", Kind.OTHER);
  }

  private String prefixed(String name) {
    return namespace.isEmpty() ? name : namespace + "_" + name;
  }

  private static String suffixed(String name, String unit, Kind kind) {
    String result = name;
    List<String> words = new ArrayList<>();
    addUnit(words, unit);
    String last = kind == Kind.COUNTER ? "total" : "";
    last = kind == Kind.GAUGE && unit.equals("1") ? "ratio" : last;
    if (!last.isEmpty() && result.endsWith("_" + last)) {
      result = result.substring(0, result.length() - last.length() - 1);
    }
    for (String word : words) {
      result = result.endsWith(word) ? result : result + "_" + word;
    }
    return last.isEmpty() ? result : result + "_" + last;
  }

  private static String beginning(String name) {
    return !name.isEmpty() && isDigit(name.charAt(0)) ? "_" + name : name;
  }

  private static void addUnit(List<String> words, String unit) {
    int slash = unit.indexOf('/');
    String main = (slash < 0 ? unit : unit.substring(0, slash)).strip();
    String per = slash < 0 ? "" : unit.substring(slash + 1).strip();
    String mainWord = isAnnotation(main) ? "" : cleaned(UNITS.getOrDefault(main, main));
    String perWord = isAnnotation(per) ? "" : cleaned(PER_UNITS.getOrDefault(per, per));
    if (!mainWord.isEmpty() && !words.contains(mainWord)) {
      words.add(mainWord);
    }
    if (!perWord.isEmpty() && !words.contains("per_" + perWord)) {
      words.add("per_" + perWord);
    }
  }

  private static boolean isAnnotation(String unit) {
    return unit.indexOf('{') >= 0 || unit.indexOf('}') >= 0;
  }

  private static String cleaned(String unit) {
    return String.join("_", split(unit, false));
  }

  /// Runs of allowed characters.
  private static List<String> split(String text, boolean keepsUnderscores) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isAllowed(text.charAt(i), keepsUnderscores)) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean isAllowed(char each, boolean keepsUnderscores) {
    return isLetter(each) || isDigit(each) || each == ':' || (keepsUnderscores && each == '_');
  }

  /// Name of a label; empty if nothing of it may stand there.
  public String label(String key) {
    if (!translation.isEscaping()) {
      return key;
    }
    StringBuilder name = new StringBuilder();
    boolean isOther = false;
    for (int i = 0; i < key.length(); i++) {
      char each = key.charAt(i);
      boolean isGood = isLetter(each) || isDigit(each);
      if (isGood) {
        name.append(each);
        isOther = true;
      } else if (name.isEmpty() || name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    if (!isOther) {
      return "";
    }
    return isDigit(name.charAt(0)) ? "key_" + name : name.toString();
  }

  /// Whether a name of a metric may stand without quotes.
  static boolean isPlainMetric(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isAllowed(name.charAt(i), true) || (i == 0 && isDigit(name.charAt(0)))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /// Whether a name of a label may stand without quotes.
  static boolean isPlainLabel(String name) {
    return isPlainMetric(name) && name.indexOf(':') < 0;
  }

  private static boolean isLetter(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
  }

  private static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }
}
