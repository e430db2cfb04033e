package dev.clew.server.http;

import java.util.List;

/// Whether the server takes requests, in words for a person.
///
/// @param obstacles why requests are refused; none when the server is ready
/// @param notes what a person should look at all the same
public record Readiness(List<String> obstacles, List<String> notes) {
  public Readiness {
    obstacles = List.copyOf(obstacles);
    notes = List.copyOf(notes);
  }

  /// Ready or not, for one reason.
  public static Readiness of(boolean isReady, String obstacle) {
    return new Readiness(isReady ? List.of() : List.of(obstacle), List.of());
  }

  public boolean isReady() {
    return obstacles.isEmpty();
  }

  /// One line for each thing to say.
  String text() {
    StringBuilder text = new StringBuilder();
    if (isReady()) {
      text.append("ready\n");
    }
    obstacles.forEach(line -> text.append("not ready: ").append(line).append('\n'));
    notes.forEach(line -> text.append("note: ").append(line).append('\n'));
    return text.toString();
  }
}
