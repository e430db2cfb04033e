package dev.clew.pipeline.ottl;

import dev.clew.pipeline.ottl.Tree.Condition;
import dev.clew.pipeline.ottl.Tree.Expression;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the context that texts are meant for: of those that their paths begin with, the first in
/// the order of [Context] that sees the others.
final class Inference {
  private final Set<Context> named = EnumSet.noneOf(Context.class);

  /// The context so far; null if no path begins with one. If none sees all others, the first.
  @Nullable Context context() {
    for (Context context : named) {
      if (context.visible().containsAll(named)) {
        return context;
      }
    }
    return named.isEmpty() ? null : named.iterator().next();
  }

  void add(Tree.Statement statement) {
    add(statement.editor());
    if (statement.where() != null) {
      add(statement.where());
    }
  }

  void add(Condition condition) {
    switch (condition) {
      case Tree.Comparison(_, Expression left, Expression right) -> {
        add(left);
        add(right);
      }
      case Tree.Truth(Expression value) -> add(value);
      case Tree.Not(Condition inner) -> add(inner);
      case Tree.All all -> all.conditions().forEach(this::add);
      case Tree.Any any -> any.conditions().forEach(this::add);
    }
  }

  private void add(Expression expression) {
    switch (expression) {
      case Tree.Literal _, Tree.EnumName _ -> {}
      case Tree.Path path -> add(path);
      case Tree.Call call -> call.arguments().forEach(argument -> add(argument.value()));
      case Tree.Items items -> items.items().forEach(this::add);
      case Tree.Entries entries -> entries.entries().forEach(entry -> add(entry.value()));
      case Tree.Arithmetic(_, Expression left, Expression right) -> {
        add(left);
        add(right);
      }
    }
  }

  private void add(Tree.Path path) {
    Context context =
        path.segments().size() > 1 ? Context.named(path.segments().getFirst().name()) : null;
    if (context != null) {
      named.add(context);
    }
  }
}
