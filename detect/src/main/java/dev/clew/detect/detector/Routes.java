package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import java.util.regex.Pattern;

/// What a decision was about: the kind of resource, and which one of the kind.
final class Routes {
  private static final Pattern ID =
      Pattern.compile("[0-9]+|[0-9a-fA-F-]{16,}|[0-9A-Za-z_-]*[0-9][0-9A-Za-z_-]{3,}|[^@]+@.+");
  private static final int MAX_SEGMENTS = 16;

  private Routes() {}

  /// Method, path and permission, with the parts of the path that look like ids left out.
  static String kind(AuthEvent event) {
    return event.exchange().method()
        + " "
        + template(event.target().resource())
        + " "
        + event.target().permission();
  }

  private static String template(String path) {
    StringBuilder kind = new StringBuilder();
    int count = 0;
    for (String segment : path.split("/", MAX_SEGMENTS)) {
      if (count++ > 0) {
        kind.append('/');
      }
      kind.append(ID.matcher(segment).matches() ? "{}" : segment);
    }
    return kind.toString();
  }

  /// The last part of the path that looks like an id; empty if there is none.
  static String object(AuthEvent event) {
    String found = "";
    for (String segment : event.target().resource().split("/", MAX_SEGMENTS)) {
      if (ID.matcher(segment).matches()) {
        found = segment;
      }
    }
    return found;
  }

  /// The template that the object belongs to.
  static String collection(AuthEvent event) {
    String route = event.exchange().route();
    return (route.contains("{") || route.contains(":"))
        ? route
        : template(event.target().resource());
  }
}
