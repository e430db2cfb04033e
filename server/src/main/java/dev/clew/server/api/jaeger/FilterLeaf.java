package dev.clew.server.api.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.server.api.GoDuration;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One comparison of `query.filter`.
///
/// @param operator of TraceQL
/// @param values as TraceQL writes them, of which one must pass
record FilterLeaf(FilterField field, String operator, List<String> values) {
  private static final Set<String> KINDS =
      Set.of("unspecified", "internal", "server", "client", "producer", "consumer");
  private static final Set<String> STATUSES = Set.of("unset", "ok", "error");

  /// Anchors, word boundaries, lazy repetition and flags, each not escaped by a backslash.
  private static final Pattern UNSUPPORTED =
      Pattern.compile("(?:^|[^\\\\\\[])(?:\\\\\\\\)*(?:[\\^$]|\\\\[bBAzZ]|[*+?}]\\?|\\(\\?(?!:))");

  FilterLeaf {
    values = List.copyOf(values);
  }

  static FilterLeaf of(FilterField field, String operator, JsonNode right) {
    boolean isList = right.path("list").isObject();
    JsonNode given = isList ? right.path("list") : right.path("scalar");
    if (!given.isObject()) {
      throw StructuredFilter.refused("needs a scalar or a list as the second arg");
    }
    String type = given.path("type").asText("");
    List<String> texts = new ArrayList<>();
    if (isList) {
      given.path("values").forEach(value -> texts.add(value.asText()));
    } else {
      texts.add(given.path("value").asText());
    }
    if (texts.isEmpty()) {
      throw StructuredFilter.refused("has an empty list");
    }
    List<String> values = new ArrayList<>();
    for (String text : texts) {
      values.addAll(operator.equals("regex") ? regex(text) : values(field, type, text));
    }
    boolean isOrdered = !operator.equals("eq") && !operator.equals("regex");
    if (isOrdered && !hasOrder(field, type)) {
      throw StructuredFilter.refused("asks for the order of what has none");
    }
    return new FilterLeaf(field, sign(operator), values);
  }

  private static String sign(String operator) {
    return switch (operator) {
      case "eq" -> "=";
      case "gt" -> ">";
      case "gte" -> ">=";
      case "lt" -> "<";
      case "lte" -> "<=";
      default -> "=~";
    };
  }

  private static boolean hasOrder(FilterField field, String type) {
    return switch (field.type()) {
      case KIND, STATUS -> false;
      case ANY, TEXT, DURATION -> !type.equals("bool");
    };
  }

  private static List<String> values(FilterField field, String type, String text) {
    return switch (field.type()) {
      case TEXT -> List.of(quoted(text));
      case KIND -> List.of(word(KINDS, text));
      case STATUS -> List.of(word(STATUSES, text));
      case DURATION -> List.of(duration(text));
      case ANY -> ofAttribute(type, text);
    };
  }

  private static List<String> ofAttribute(String type, String text) {
    return switch (type) {
      case "string" -> List.of(quoted(text));
      case "int", "double" -> List.of(number(type, text));
      case "bool" -> List.of(word(Set.of("true", "false"), text));
      case "" -> meanings(text);
      default -> throw StructuredFilter.refused("has an unknown type: " + cut(type));
    };
  }

  /// All that a text without a type may mean.
  private static List<String> meanings(String text) {
    List<String> all = new ArrayList<>(List.of(quoted(text)));
    if (text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
      all.add(text);
    } else if (text.equals("true") || text.equals("false")) {
      all.add(text);
    }
    return all;
  }

  private static String number(String type, String text) {
    boolean isNumber =
        type.equals("int")
            ? text.matches("-?[0-9]{1,18}")
            : text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");
    if (!isNumber) {
      throw StructuredFilter.refused("has a value that is no " + type + ": " + cut(text));
    }
    return new BigDecimal(text).toPlainString();
  }

  private static String word(Set<String> known, String text) {
    if (!known.contains(text)) {
      throw StructuredFilter.refused("has an unknown word: " + cut(text));
    }
    return text;
  }

  private static String duration(String text) {
    if (text.matches("[-0-9.]*")) {
      throw StructuredFilter.refused("has a duration without a unit: " + cut(text));
    }
    try {
      return GoDuration.nanos("value", text) + "ns";
    } catch (QuestionException wrong) {
      throw StructuredFilter.refused("has a " + wrong.line());
    }
  }

  private static List<String> regex(String text) {
    if (UNSUPPORTED.matcher(text).find()) {
      throw StructuredFilter.refused(
          "has a regex with an anchor, a word boundary, a lazy repetition or a flag");
    }
    Searches.plan("{ name =~ " + quoted(text) + " }");
    return List.of(quoted("(?s:.*)(?-s:" + text + ")(?s:.*)"));
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
          } else if (c < ' ') {
            out.append("\\x%02x".formatted(c));
          } else {
            out.append((char) c);
          }
        });
    return out.append('"').toString();
  }

  private static String cut(String text) {
    return StructuredFilter.cut(text);
  }

  /// True where some value passes.
  String positive() {
    return field.places().stream()
        .flatMap(
            place -> values.stream().map(value -> "(" + place + " " + operator + " " + value + ")"))
        .collect(Collectors.joining(" || ", "(", ")"));
  }

  /// True where there are values and none passes.
  String negative() {
    return "(" + field.exists() + " && !" + positive() + ")";
  }
}
