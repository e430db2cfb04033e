package dev.clew.bench.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that is known about one run, as one line of JSON.
public final class Evidence {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root = JSON.createObjectNode();

  /// Evidence of a run of this kind.
  public Evidence(String run) {
    root.put("run", run);
  }

  public Evidence put(String name, String value) {
    root.put(name, value);
    return this;
  }

  public Evidence put(String name, long value) {
    root.put(name, value);
    return this;
  }

  /// Keeps four significant digits, more than any measurement here has.
  public Evidence put(String name, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      root.putNull(name);
    } else {
      root.put(name, Double.parseDouble(String.format(Locale.ROOT, "%.4g", value)));
    }
    return this;
  }

  public Evidence put(String name, boolean value) {
    root.put(name, value);
    return this;
  }

  public Evidence put(String name, List<String> values) {
    var list = root.putArray(name);
    values.forEach(list::add);
    return this;
  }

  public Evidence put(String name, Map<?, Long> values) {
    ObjectNode counts = root.putObject(name);
    values.forEach((key, count) -> counts.put(String.valueOf(key), count));
    return this;
  }

  /// A number that was put in; NaN if there is none.
  public double number(String name) {
    @Nullable JsonNode value = root.get(name);
    return value == null || !value.isNumber() ? Double.NaN : value.asDouble();
  }

  public String text(String name) {
    return root.path(name).asText();
  }

  public boolean isTrue(String name) {
    return root.path(name).asBoolean();
  }

  /// The line, without an end of line.
  public String json() {
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values", e);
    }
  }
}
