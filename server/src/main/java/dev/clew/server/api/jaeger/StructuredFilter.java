package dev.clew.server.api.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.Scope;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.QuestionException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The expression of `query.filter`, said in TraceQL, of which the parser then holds all limits.
///
/// A leaf is false of what is absent, whatever it asks; so a negative leaf says that there is a
/// value and that none passes the positive one.
final class StructuredFilter {
  private static final int MAX_DEPTH = 50;

  private StructuredFilter() {}

  /// The query that finds what the filter describes.
  ///
  /// @throws QuestionException when it is no such expression, or asks for what is not kept apart
  static String toTraceQl(String json) {
    return "{ " + call(JsonAnswers.parsed("query.filter", json), null, 0) + " }";
  }

  /// @param nested level of which a single event or link is meant; null outside of `some`
  private static String call(JsonNode call, @Nullable String nested, int depth) {
    JsonNode arguments = call.path("args");
    String operator = call.path("op").asText("");
    if (depth > MAX_DEPTH) {
      throw refused("is nested deeper than " + MAX_DEPTH);
    }
    return switch (operator) {
      case "and", "or" -> joined(operator, arguments, nested, depth);
      case "not" -> negated(arguments, nested, depth);
      case "some" -> some(arguments, nested, depth);
      case "exists" -> FilterField.of(argument(arguments, 0, 1), nested).exists();
      case "eq", "gt", "gte", "lt", "lte" -> leaf(operator, arguments, nested).positive();
      case "in" -> leaf("eq", arguments, nested).positive();
      case "regex" -> leaf("regex", arguments, nested).positive();
      case "ne", "not_in" -> leaf("eq", arguments, nested).negative();
      default -> throw refused("has an unknown op: " + cut(operator));
    };
  }

  private static String joined(
      String operator, JsonNode arguments, @Nullable String nested, int depth) {
    if (arguments.size() < 2) {
      throw refused("needs two args or more for " + operator);
    }
    if (nested != null && operator.equals("and")) {
      throw refused("cannot ask several things of one " + nested + " here: ask each by itself");
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode argument : arguments) {
      parts.add(call(inner(argument), nested, depth + 1));
    }
    return parts.stream()
        .collect(Collectors.joining(operator.equals("and") ? " && " : " || ", "(", ")"));
  }

  private static String negated(JsonNode arguments, @Nullable String nested, int depth) {
    if (nested != null) {
      throw refused("cannot negate within some here: put not around it");
    }
    return "!(" + call(inner(argument(arguments, 0, 1)), null, depth + 1) + ")";
  }

  private static String some(JsonNode arguments, @Nullable String nested, int depth) {
    String level = argument(arguments, 0, 2).path("nested").path("level").asText("");
    if (!level.equals("event") && !level.equals("link")) {
      throw refused("needs {\"nested\":{\"level\":\"event\"}} or link as the first arg of some");
    }
    if (nested != null) {
      throw refused("has some inside of some");
    }
    return call(inner(argument(arguments, 1, 2)), level, depth + 1);
  }

  private static FilterLeaf leaf(String operator, JsonNode arguments, @Nullable String nested) {
    FilterField field = FilterField.of(argument(arguments, 0, 2), nested);
    return FilterLeaf.of(field, operator, argument(arguments, 1, 2));
  }

  private static JsonNode argument(JsonNode arguments, int index, int count) {
    if (arguments.size() != count) {
      throw refused("needs " + count + " args, not " + arguments.size());
    }
    return arguments.path(index);
  }

  private static JsonNode inner(JsonNode expression) {
    if (!expression.path("call").isObject()) {
      throw refused("needs {\"call\":{…}} as an arg of and, or, not and some");
    }
    return expression.path("call");
  }

  static QuestionException refused(String what) {
    return QuestionException.malformed("query.filter " + what);
  }

  static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  /// An attribute as TraceQL writes it.
  static String attribute(Scope scope, String key) {
    return new Attribute(scope, key).text();
  }
}
