package dev.clew.pipeline.filter;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.ottl.Documents;
import dev.clew.pipeline.ottl.Texts;
import dev.clew.pipeline.ottl.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attribute that must be there, with a value if one is given.
///
/// @param value null if any will do
public record AttributeCriterion(String key, @Nullable Value value) {
  static AttributeCriterion read(Section section) {
    String key =
        section.requiredText(
            "key",
            "error creating processor. Can't have empty key in the list of attributes",
            "Key of the attribute.");
    dev.clew.pipeline.config.Value value =
        section.any("value", "What it must be or, as a regular expression, hold; absent for any.");
    return new AttributeCriterion(key, value == null ? null : Value.of(value));
  }

  /// Makes the criterion ready to be asked of batches.
  ///
  /// @throws IllegalArgumentException if the value does not fit the type
  Compiled compile(MatchType type) {
    if (value == null || type == MatchType.STRICT) {
      return new Compiled(key, value, null);
    }
    if (value instanceof Value.Text(String pattern)) {
      return new Compiled(key, value, TextSet.of(type, List.of(pattern)));
    }
    throw new IllegalArgumentException(
        "match_type=regexp for \"%s\" only supports Str, but found %s"
            .formatted(key, value.typeName()));
  }

  /// A criterion with its patterns.
  record Compiled(String key, @Nullable Value value, @Nullable TextSet pattern) {
    OwnerTest bind(Batch batch, Attributes attributes) {
      int id = batch.strings().find(key);
      if (id < 0) {
        return owner -> false;
      }
      if (value == null) {
        return owner -> attributes.find(owner, id) >= 0;
      }
      EntryTest test = pattern == null ? equality(batch, value) : new PatternTest(batch, pattern);
      return owner -> {
        int entry = attributes.find(owner, id);
        return entry >= 0 && test.test(attributes.type(entry), attributes.value(entry));
      };
    }

    private static EntryTest equality(Batch batch, Value value) {
      Strings strings = batch.strings();
      return switch (value) {
        case Value.Nil _ -> (type, _) -> type == ValueType.EMPTY;
        case Value.Bool(boolean wanted) ->
            (type, bits) -> type == ValueType.BOOL && bits == (wanted ? 1 : 0);
        case Value.Int(long wanted) -> (type, bits) -> type == ValueType.INT && bits == wanted;
        case Value.Real(double wanted) ->
            (type, bits) -> type == ValueType.DOUBLE && Double.longBitsToDouble(bits) == wanted;
        case Value.Text(String text) -> {
          int wanted = strings.find(text);
          yield (type, bits) -> type == ValueType.STRING && bits == wanted;
        }
        case Value.Items _ -> {
          int wanted = strings.find(Documents.print(value));
          yield (type, bits) -> type == ValueType.ARRAY && bits == wanted;
        }
        case Value.Entries _ -> {
          int wanted = strings.find(Documents.print(value));
          yield (type, bits) -> type == ValueType.MAP && bits == wanted;
        }
        case Value.Binary _, Value.Time _, Value.Period _ -> (_, _) -> false;
      };
    }
  }

  /// A question to an owner of attributes.
  interface OwnerTest {
    boolean test(int owner);
  }

  private interface EntryTest {
    boolean test(ValueType type, long bits);
  }

  /// Asks each text of a batch once.
  private static final class PatternTest implements EntryTest {
    private final Strings strings;
    private final TextSet pattern;
    private final byte[] answers;

    PatternTest(Batch batch, TextSet pattern) {
      this.strings = batch.strings();
      this.pattern = pattern;
      this.answers = new byte[strings.size()];
    }

    @Override
    public boolean test(ValueType type, long bits) {
      return switch (type) {
        case STRING -> text((int) bits);
        case BOOL -> pattern.matches(Boolean.toString(bits != 0));
        case INT -> pattern.matches(Long.toString(bits));
        case DOUBLE -> pattern.matches(Texts.decimal(Double.longBitsToDouble(bits)));
        case EMPTY, BYTES, ARRAY, MAP -> false;
      };
    }

    private boolean text(int id) {
      if (answers[id] == 0) {
        answers[id] = (byte) (pattern.matches(strings.get(id)) ? 1 : 2);
      }
      return answers[id] == 1;
    }
  }
}
