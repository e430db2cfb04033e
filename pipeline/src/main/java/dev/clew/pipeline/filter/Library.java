package dev.clew.pipeline.filter;

import dev.clew.pipeline.config.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An instrumentation scope.
///
/// @param version null if any will do; empty for none
public record Library(String name, @Nullable String version) {
  static Library read(Section section) {
    return new Library(
        section.text("name", "", "Name of the instrumentation scope."),
        section.text("version", "Its version; absent for any, empty for none."));
  }

  Compiled compile(MatchType type) {
    String wanted = version;
    return new Compiled(
        TextSet.of(type, List.of(name)),
        wanted == null ? null : TextSet.of(type, List.of(wanted)),
        wanted != null && wanted.isEmpty());
  }

  /// A criterion with its patterns.
  record Compiled(TextSet name, @Nullable TextSet version, boolean hasNoVersion) {
    boolean matches(String scopeName, String scopeVersion) {
      return name.matches(scopeName)
          && (version == null
              || (hasNoVersion ? scopeVersion.isEmpty() : version.matches(scopeVersion)));
    }
  }
}
