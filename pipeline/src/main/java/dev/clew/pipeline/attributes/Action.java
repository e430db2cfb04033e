package dev.clew.pipeline.attributes;

import dev.clew.pipeline.ottl.Value;
import dev.clew.pipeline.regex.Regex;
import org.jspecify.annotations.Nullable;

/// Something that is done to the attributes of an owner.
public sealed interface Action {
  /// Sets the value of a key, where that is wanted and there is a source for it.
  ///
  /// @param when whether the key must be absent or present
  record Put(String key, When when, Source source) implements Action {}

  /// When a key is set.
  enum When {
    ABSENT,
    PRESENT,
    ALWAYS
  }

  /// Where a value comes from.
  sealed interface Source {
    record Given(Value value) implements Source {}

    record Attribute(String key) implements Source {}

    /// Something about the request, which nobody keeps: there is never a value.
    record Request(String key) implements Source {}
  }

  /// Removes keys.
  record Delete(Keys keys) implements Action {}

  /// Puts the SHA-256 of values in their place.
  record Hash(Keys keys) implements Action {}

  /// Sets attributes named like the groups of a pattern to what these find in a text.
  record Extract(String key, Regex pattern) implements Action {}

  /// Makes values of another type.
  record Convert(String key, Target target) implements Action {}

  /// What values are made of.
  enum Target {
    STRING,
    INT,
    DOUBLE
  }

  /// Some keys.
  ///
  /// @param key empty for none
  /// @param pattern of further keys, or null
  record Keys(String key, @Nullable Regex pattern) {}
}
