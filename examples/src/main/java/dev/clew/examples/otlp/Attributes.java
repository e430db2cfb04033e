package dev.clew.examples.otlp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Facts by name, in the order they were given; a name given again keeps its place and takes the
/// new value. Never changes: every `with` yields another.
public record Attributes(SequencedMap<String, Value> values) {
  private static final Attributes NONE = new Attributes(new LinkedHashMap<>());

  public Attributes {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  public static Attributes none() {
    return NONE;
  }

  public Attributes with(String name, String text) {
    return with(name, new Value.Text(text));
  }

  public Attributes with(String name, long whole) {
    return with(name, new Value.Whole(whole));
  }

  public Attributes with(String name, double real) {
    return with(name, new Value.Real(real));
  }

  public Attributes with(String name, boolean truth) {
    return with(name, new Value.Truth(truth));
  }

  public Attributes with(String name, List<String> texts) {
    return with(name, new Value.Texts(texts));
  }

  public Attributes with(String name, Value value) {
    SequencedMap<String, Value> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Attributes(more);
  }

  public Attributes and(Attributes others) {
    SequencedMap<String, Value> more = new LinkedHashMap<>(values);
    more.putAll(others.values);
    return new Attributes(more);
  }

  /// The text under a name; null when there is none, or when it is no text.
  public @Nullable String text(String name) {
    return values.get(name) instanceof Value.Text(String text) ? text : null;
  }

  /// The whole number under a name; null when there is none, or when it is none.
  public @Nullable Long whole(String name) {
    return values.get(name) instanceof Value.Whole(long whole) ? whole : null;
  }

  /// The shapes a value can have.
  public sealed interface Value {
    record Text(String text) implements Value {}

    record Whole(long whole) implements Value {}

    record Real(double real) implements Value {}

    record Truth(boolean truth) implements Value {}

    record Texts(List<String> texts) implements Value {
      public Texts {
        texts = List.copyOf(texts);
      }
    }

    record Fields(Attributes fields) implements Value {}
  }
}
