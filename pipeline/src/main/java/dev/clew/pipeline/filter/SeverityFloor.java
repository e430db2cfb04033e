package dev.clew.pipeline.filter;

import dev.clew.pipeline.config.Section;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The least severity of log records.
///
/// @param min 1 to 24; 0 if none was given
public record SeverityFloor(int min, boolean matchesUndefined) {
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  static SeverityFloor read(Section section) {
    dev.clew.pipeline.config.Value min =
        section.any("min", "Least severity, as a name such as `WARN2` or a number 1 to 24.");
    Integer number = min == null ? Integer.valueOf(0) : number(min.print());
    if (number == null) {
      section.fail("min", "'%s' is not a valid severity".formatted(min == null ? "" : min.print()));
    }
    return new SeverityFloor(
        number == null ? 0 : number,
        section.flag("match_undefined", false, "Whether records without a severity match."));
  }

  boolean matches(int severity) {
    return severity == 0 ? matchesUndefined : severity >= min;
  }

  /// The number of a severity; null if it is none.
  private static @Nullable Integer number(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (int level = 0; level < LEVELS.size(); level++) {
      String name = LEVELS.get(level);
      if (upper.startsWith(name)) {
        return switch (upper.substring(name.length())) {
          case "" -> level * 4 + 1;
          case "2" -> level * 4 + 2;
          case "3" -> level * 4 + 3;
          case "4" -> level * 4 + 4;
          default -> null;
        };
      }
    }
    boolean isNumber = upper.matches("[0-9]{1,2}");
    int number = isNumber ? Integer.parseInt(upper) : 0;
    return number >= 1 && number <= 24 ? number : null;
  }
}
