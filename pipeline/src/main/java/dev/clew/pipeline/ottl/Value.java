package dev.clew.pipeline.ottl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of the language, for literals, for what lists and maps hold, and wherever an object for
/// a value does no harm.
public sealed interface Value {
  /// No value.
  record Nil() implements Value {}

  record Bool(boolean value) implements Value {}

  record Int(long value) implements Value {}

  record Real(double value) implements Value {}

  record Text(String value) implements Value {}

  record Binary(Bytes value) implements Value {}

  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  /// Entries in the order they came; equal to others with the same entries in any order.
  record Entries(Map<String, Value> values) implements Value {
    public Entries {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// An instant in epoch nanoseconds.
  record Time(long nanos) implements Value {}

  record Period(long nanos) implements Value {}

  /// The value of a configuration.
  static Value of(dev.clew.pipeline.config.Value configured) {
    return switch (configured) {
      case dev.clew.pipeline.config.Value.Nothing _ -> new Nil();
      case dev.clew.pipeline.config.Value.Text(String text) -> new Text(text);
      case dev.clew.pipeline.config.Value.Flag(boolean isTrue) -> new Bool(isTrue);
      case dev.clew.pipeline.config.Value.Whole(long number) -> new Int(number);
      case dev.clew.pipeline.config.Value.Fraction(double number) -> new Real(number);
      case dev.clew.pipeline.config.Value.Sequence(var items) ->
          new Items(items.stream().map(Value::of).toList());
      case dev.clew.pipeline.config.Value.Mapping(var configuredEntries) -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        configuredEntries.forEach((key, value) -> entries.put(key, of(value)));
        yield new Entries(entries);
      }
    };
  }

  /// Name of the type in messages.
  default String typeName() {
    return switch (this) {
      case Nil _ -> "nil";
      case Bool _ -> "bool";
      case Int _ -> "int64";
      case Real _ -> "float64";
      case Text _ -> "string";
      case Binary _ -> "[]uint8";
      case Items _ -> "pcommon.Slice";
      case Entries _ -> "pcommon.Map";
      case Time _ -> "time.Time";
      case Period _ -> "time.Duration";
    };
  }
}
