package dev.clew.store.segment;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.model.Condition.Compare;
import dev.clew.model.Condition.Operator;
import dev.clew.model.Condition.Value;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tests one value against one comparison. Arrays pass always: candidates may be too many, never
/// too few.
final class ValueTest {
  private final Operator operator;
  private final Value wanted;
  private final @Nullable Pattern pattern;

  private ValueTest(Operator operator, Value wanted, @Nullable Pattern pattern) {
    this.operator = operator;
    this.wanted = wanted;
    this.pattern = pattern;
  }

  static ValueTest of(Compare compare) {
    boolean isRegex =
        compare.operator() == Operator.MATCHES || compare.operator() == Operator.NOT_MATCHES;
    Pattern pattern =
        isRegex && compare.value() instanceof Value.Text(String text) ? compiled(text) : null;
    return new ValueTest(compare.operator(), compare.value(), pattern);
  }

  boolean test(ValueType type, long value, Strings strings) {
    return switch (type) {
      case STRING -> test(strings, (int) value);
      case INT -> test(value);
      case DOUBLE -> test(Double.longBitsToDouble(value));
      case BOOL -> test(value != 0);
      case ARRAY -> true;
      case BYTES, MAP, EMPTY -> false;
    };
  }

  boolean test(long number) {
    return switch (wanted) {
      case Value.Whole(long other) -> holds(Long.compare(number, other));
      case Value.Real(double other) -> holds(compare((double) number, other));
      case Value.Text _, Value.Truth _ -> false;
    };
  }

  boolean test(String text) {
    if (!(wanted instanceof Value.Text(String other))) {
      return false;
    }
    return pattern == null
        ? holds(compareBytes(text, other))
        : pattern.matches(text) == (operator == Operator.MATCHES);
  }

  private static int compareBytes(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  boolean test(double number) {
    return switch (wanted) {
      case Value.Whole(long other) -> holds(compare(number, (double) other));
      case Value.Real(double other) -> holds(compare(number, other));
      case Value.Text _, Value.Truth _ -> false;
    };
  }

  /// Zero is zero, whatever its sign.
  private static int compare(double left, double right) {
    return left == right ? 0 : Double.compare(left, right);
  }

  boolean test(boolean truth) {
    return wanted instanceof Value.Truth(boolean other) && holds(Boolean.compare(truth, other));
  }

  private boolean test(Strings strings, int id) {
    return test(strings.get(id));
  }

  private boolean holds(int comparison) {
    return switch (operator) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
      case MATCHES, NOT_MATCHES -> true;
    };
  }

  private static @Nullable Pattern compiled(String text) {
    try {
      return Pattern.compile(text, Pattern.DOTALL);
    } catch (PatternSyntaxException _) {
      return null;
    }
  }
}
