package dev.clew.server.api;

import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The query parameters of a request. Those that nobody reads are ignored.
public final class Parameters {
  private static final int MAX_TEXT = 128 << 10;

  private final QueryParams values;

  private Parameters(QueryParams values) {
    this.values = values;
  }

  public static Parameters of(ServiceRequestContext context) {
    String query = context.query();
    return new Parameters(
        query == null ? QueryParams.of() : QueryParams.fromQueryString(query, 1_000));
  }

  /// The text of a parameter; empty when it is absent.
  public String text(String name) {
    String value = values.get(name, "");
    if (value.length() > MAX_TEXT) {
      throw QuestionException.malformed(name + " is longer than " + MAX_TEXT + " characters");
    }
    return value;
  }

  /// All texts of a parameter that may stand several times.
  public List<String> texts(String name) {
    return values.getAll(name);
  }

  public boolean has(String name) {
    return !values.get(name, "").isEmpty();
  }

  /// The names of all parameters.
  public Set<String> names() {
    return values.names();
  }

  /// A whole number within bounds, or the default when it is absent.
  public int number(String name, int absent, int min, int max) {
    Long value = whole(name);
    if (value == null) {
      return absent;
    }
    if (value < min || value > max) {
      throw QuestionException.malformed(
          "%s must be between %d and %d, not %d".formatted(name, min, max, value));
    }
    return value.intValue();
  }

  /// A whole number, or null when it is absent.
  public @Nullable Long whole(String name) {
    String text = values.get(name, "").strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      throw QuestionException.malformed("%s is not a whole number: %s".formatted(name, cut(text)));
    }
  }

  /// One of the names of an enum, in any case, or the default when it is absent.
  public <E extends Enum<E>> E choice(String name, E absent, Class<E> type) {
    String text = values.get(name, "").strip();
    if (text.isEmpty()) {
      return absent;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw QuestionException.malformed("unknown %s: %s".formatted(name, cut(text)));
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
