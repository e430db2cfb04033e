package dev.clew.pipeline.spanmetrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of a stage's rows: six that every span has, then the attributes of all metrics, each
/// once.
final class Columns {
  static final int SERVICE = 0;
  static final int SPAN_NAME = 1;
  static final int KIND = 2;
  static final int STATUS = 3;
  static final int SCOPE_NAME = 4;
  static final int SCOPE_VERSION = 5;
  static final int FIRST_ATTRIBUTE = 6;

  private static final Map<String, Integer> BUILT_IN =
      Map.of(
          "service.name",
          SERVICE,
          "span.name",
          SPAN_NAME,
          "span.kind",
          KIND,
          "status.code",
          STATUS);

  private final Map<String, AddressPrefix> prefixes;
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  Columns(Map<String, AddressPrefix> prefixes) {
    this.prefixes = prefixes;
  }

  /// Where the value of a column comes from.
  ///
  /// @param key number of the attribute's name in [#keys]
  record Attribute(int key, @Nullable String fallback, @Nullable AddressPrefix prefix) {}

  /// Column of a dimension, which may be one that every span has.
  int of(Dimension dimension) {
    Integer builtIn = BUILT_IN.get(dimension.name());
    return builtIn != null ? builtIn : attribute(dimension, prefixes.get(dimension.name()));
  }

  /// Column of an attribute's own value, whatever prefixes are configured.
  int ofWhole(String name) {
    Integer builtIn = BUILT_IN.get(name);
    return builtIn != null ? builtIn : attribute(Dimension.of(name), null);
  }

  private int attribute(Dimension dimension, @Nullable AddressPrefix prefix) {
    if (!keys.contains(dimension.name())) {
      keys.add(dimension.name());
    }
    Attribute wanted = new Attribute(keys.indexOf(dimension.name()), dimension.fallback(), prefix);
    if (!attributes.contains(wanted)) {
      attributes.add(wanted);
    }
    return FIRST_ATTRIBUTE + attributes.indexOf(wanted);
  }

  int size() {
    return FIRST_ATTRIBUTE + attributes.size();
  }

  /// Names of attributes that are looked up.
  List<String> keys() {
    return keys;
  }

  List<Attribute> attributes() {
    return attributes;
  }
}
