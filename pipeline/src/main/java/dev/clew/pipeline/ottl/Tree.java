package dev.clew.pipeline.ottl;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a text says, before it is known in which context.
sealed interface Tree {
  /// Something that has a value.
  sealed interface Expression extends Tree {}

  /// Something that holds or does not.
  sealed interface Condition extends Tree {}

  record Literal(Value value) implements Expression {}

  /// A name in upper case.
  record EnumName(String name) implements Expression {}

  /// @param segments at least one
  record Path(List<Segment> segments) implements Expression {
    public Path {
      segments = List.copyOf(segments);
    }

    String text() {
      return segments.stream().map(Segment::text).collect(Collectors.joining("."));
    }

    /// The path behind its first segment.
    Path rest() {
      return new Path(segments.subList(1, segments.size()));
    }
  }

  /// A part of a path between points, with what stands in brackets behind it.
  record Segment(String name, List<Key> keys) {
    public Segment {
      keys = List.copyOf(keys);
    }

    String text() {
      return name + keys.stream().map(key -> "[" + key + "]").collect(Collectors.joining());
    }
  }

  /// What stands in brackets.
  sealed interface Key {
    record Name(String name) implements Key {
      @Override
      public String toString() {
        return name;
      }
    }

    record Index(long index) implements Key {
      @Override
      public String toString() {
        return Long.toString(index);
      }
    }
  }

  record Call(String function, List<Argument> arguments, List<Key> keys) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
      keys = List.copyOf(keys);
    }
  }

  /// @param name null if it is known by its place
  record Argument(@Nullable String name, Expression value) {}

  record Items(List<Expression> items) implements Expression {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Entries(List<Entry> entries) implements Expression {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  record Entry(String key, Expression value) {}

  record Arithmetic(char operator, Expression left, Expression right) implements Expression {}

  record Comparison(Operator operator, Expression left, Expression right) implements Condition {}

  record Not(Condition condition) implements Condition {}

  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /// A literal or a converter that stands alone.
  record Truth(Expression value) implements Condition {}

  /// @param where null if there is none
  record Statement(Call editor, @Nullable Condition where) {}
}
