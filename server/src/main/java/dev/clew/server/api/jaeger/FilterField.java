package dev.clew.server.api.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.query.traceql.Scope;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a leaf of `query.filter` looks at.
///
/// @param places where a value may stand, as TraceQL writes them
/// @param type of the values
record FilterField(List<String> places, Type type) {

  /// What values a field has.
  enum Type {
    /// Whatever the sender gave an attribute.
    ANY,
    TEXT,
    DURATION,
    KIND,
    STATUS
  }

  FilterField {
    places = List.copyOf(places);
  }

  /// @param nested level of the only event or link that may be looked at; null for no such bound
  static FilterField of(JsonNode expression, @Nullable String nested) {
    FilterField field;
    JsonNode node;
    if (expression.path("attr").isObject()) {
      node = expression.path("attr");
      field = attribute(node.path("key").asText(""), node.path("level").asText(""));
    } else if (expression.path("field").isObject()) {
      node = expression.path("field");
      field = intrinsic(node.path("level").asText(""), node.path("name").asText(""));
    } else {
      throw StructuredFilter.refused("needs an attr or a field as the first arg of a comparison");
    }
    if (nested != null && !node.path("level").asText("").equals(nested)) {
      throw StructuredFilter.refused("asks within some for what is not of one " + nested);
    }
    return field;
  }

  private static FilterField attribute(String key, String level) {
    if (key.isEmpty()) {
      throw StructuredFilter.refused("has an attr without a key");
    }
    List<Scope> scopes =
        switch (level) {
          case "" -> List.of(Scope.SPAN, Scope.RESOURCE);
          case "span" -> List.of(Scope.SPAN);
          case "resource" -> List.of(Scope.RESOURCE);
          case "scope" -> List.of(Scope.INSTRUMENTATION);
          case "event" -> List.of(Scope.EVENT);
          case "link" -> List.of(Scope.LINK);
          default ->
              throw StructuredFilter.refused(
                  "has an unknown level: " + StructuredFilter.cut(level));
        };
    List<String> places =
        scopes.stream().map(scope -> StructuredFilter.attribute(scope, key)).toList();
    return new FilterField(places, Type.ANY);
  }

  private static FilterField intrinsic(String level, String name) {
    return switch (level + '.' + name) {
      case "span.traceID" -> one("trace:id", Type.TEXT);
      case "span.spanID" -> one("span:id", Type.TEXT);
      case "span.parentSpanID" -> one("span:parentID", Type.TEXT);
      case "span.name" -> one("span:name", Type.TEXT);
      case "span.kind" -> one("span:kind", Type.KIND);
      case "span.status" -> one("span:status", Type.STATUS);
      case "span.statusMessage" -> one("span:statusMessage", Type.TEXT);
      case "span.duration" -> one("span:duration", Type.DURATION);
      case "resource.service" -> one("resource.service.name", Type.TEXT);
      case "scope.name" -> one("instrumentation:name", Type.TEXT);
      case "scope.version" -> one("instrumentation:version", Type.TEXT);
      case "event.name" -> one("event:name", Type.TEXT);
      case "event.timeSinceStart" -> one("event:timeSinceStart", Type.DURATION);
      case "link.traceID" -> one("link:traceID", Type.TEXT);
      case "link.spanID" -> one("link:spanID", Type.TEXT);
      default ->
          throw StructuredFilter.refused(
              "asks for a field that is not known here: "
                  + StructuredFilter.cut(level)
                  + ' '
                  + StructuredFilter.cut(name));
    };
  }

  private static FilterField one(String place, Type type) {
    return new FilterField(List.of(place), type);
  }

  /// True where there is a value.
  String exists() {
    return places.stream()
        .map(place -> "(" + place + " != nil)")
        .collect(Collectors.joining(" || ", "(", ")"));
  }
}
