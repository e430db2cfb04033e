package dev.clew.pipeline.ottl;

import dev.clew.pipeline.ottl.Tree.Expression;
import dev.clew.pipeline.regex.Regex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands in the parentheses of a call, by the places that the function has.
final class Arguments {
  private final Compiler compiler;
  private final String function;
  private final @Nullable Expression[] values;

  /// @param parameters the names that can be used for the places
  Arguments(Compiler compiler, Tree.Call call, List<String> parameters) {
    this.compiler = compiler;
    this.function = call.function();
    this.values = new Expression[parameters.size()];
    if (call.arguments().size() != parameters.size()) {
      throw refusal(
          "incorrect number of arguments. Expected: %d Received: %d"
              .formatted(parameters.size(), call.arguments().size()));
    }
    boolean seenName = false;
    for (int i = 0; i < values.length; i++) {
      Tree.Argument argument = call.arguments().get(i);
      if (argument.name() == null && seenName) {
        throw refusal("unnamed argument used after named argument");
      }
      seenName |= argument.name() != null;
      int place = argument.name() == null ? i : parameters.indexOf(argument.name());
      if (place < 0 || values[place] != null) {
        throw refusal("no such parameter: " + argument.name());
      }
      values[place] = argument.value();
    }
  }

  Operand operand(int place) {
    try {
      return compiler.operand(value(place));
    } catch (OttlException failure) {
      throw invalid(place, failure.getMessage());
    }
  }

  /// A text that stands there as it is.
  String text(int place) {
    if (value(place) instanceof Tree.Literal(Value.Text(String text))) {
      return text;
    }
    throw invalid(place, "must be a string");
  }

  long integer(int place) {
    if (value(place) instanceof Tree.Literal(Value.Int(long number))) {
      return number;
    }
    throw invalid(place, "must be an int");
  }

  /// Texts that stand there in a list.
  List<String> texts(int place) {
    List<String> texts = new ArrayList<>();
    for (Expression item : list(place)) {
      if (!(item instanceof Tree.Literal(Value.Text(String text)))) {
        throw invalid(place, "must be a list of strings");
      }
      texts.add(text);
    }
    return texts;
  }

  /// The values of a list that stands there.
  List<Operand> operands(int place) {
    try {
      return list(place).stream().map(compiler::operand).toList();
    } catch (OttlException failure) {
      throw invalid(place, failure.getMessage());
    }
  }

  private List<Expression> list(int place) {
    if (value(place) instanceof Tree.Items(List<Expression> items)) {
      return items;
    }
    throw invalid(place, "must be a list of type string");
  }

  /// A path that can be changed.
  Accessor path(int place) {
    if (!(value(place) instanceof Tree.Path path)) {
      throw invalid(place, "must be a path");
    }
    try {
      return Paths.resolve(compiler.context(), path);
    } catch (OttlException failure) {
      throw invalid(place, failure.getMessage());
    }
  }

  /// A regular expression.
  Regex regex(int place) {
    String pattern = text(place);
    try {
      return Regex.compile(pattern);
    } catch (IllegalArgumentException failure) {
      throw new OttlException(
          "couldn't create function: the pattern supplied to %s is not a valid pattern: %s"
              .formatted(function, failure.getMessage()));
    }
  }

  OttlException invalid(int place, @Nullable String reason) {
    return refusal("invalid argument at position %d: %s".formatted(place, reason));
  }

  private OttlException refusal(String reason) {
    return new OttlException(
        "error while parsing arguments for call to %s: %s"
            .formatted(Quoted.quote(function), reason));
  }

  private Expression value(int place) {
    Expression value = values[place];
    if (value == null) {
      throw new IllegalStateException("no argument at " + place + Arrays.toString(values));
    }
    return value;
  }
}
