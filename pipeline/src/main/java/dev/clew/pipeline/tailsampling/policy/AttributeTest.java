package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;

/// Whether a span or its resource has an attribute with a value of some kind.
abstract class AttributeTest extends SpanTest {
  private static final byte UNKNOWN = 0;
  private static final byte NO = 1;
  private static final byte YES = 2;

  private final String key;
  private SpanBatch batch = new SpanBatch(0);
  private int keyId;
  private byte[] resources = new byte[0];

  AttributeTest(String key) {
    this.key = key;
  }

  /// Turns to the values of a batch; tells whether any may match.
  boolean bindValues(Strings strings) {
    return true;
  }

  /// Whether an entry with the key matches.
  abstract boolean matches(Attributes attributes, int entry, boolean isResource);

  @Override
  final boolean bind(SpanBatch next) {
    batch = next;
    keyId = next.strings().find(key);
    if (keyId < 0 || !bindValues(next.strings())) {
      return false;
    }
    resources = new byte[next.resources().size()];
    return true;
  }

  @Override
  final boolean matches(int row) {
    Attributes attributes = batch.attributes();
    int entry = attributes.find(row, keyId);
    return (entry >= 0 && matches(attributes, entry, false)) || resourceMatches(row);
  }

  private boolean resourceMatches(int row) {
    int resource = batch.resource(row);
    if (resources[resource] == UNKNOWN) {
      Attributes attributes = batch.resources().attributes();
      int entry = attributes.find(resource, keyId);
      resources[resource] = entry >= 0 && matches(attributes, entry, true) ? YES : NO;
    }
    return resources[resource] == YES;
  }

  /// Whether the attribute is a number within bounds.
  static final class OfNumber extends AttributeTest {
    private final long min;
    private final long max;

    OfNumber(PolicySpec.NumericAttribute spec) {
      super(spec.key());
      Long least = spec.min();
      Long most = spec.max();
      min = least == null ? Long.MIN_VALUE : least;
      max = most == null ? Long.MAX_VALUE : most;
    }

    @Override
    boolean matches(Attributes attributes, int entry, boolean isResource) {
      long value = attributes.value(entry);
      if (attributes.typeCode(entry) == ValueType.INT.code()) {
        return min <= value && value <= max;
      }
      if (attributes.typeCode(entry) != ValueType.DOUBLE.code()) {
        return false;
      }
      double number = Double.longBitsToDouble(value);
      boolean isAbove = min == Long.MIN_VALUE || min <= number;
      return !Double.isNaN(number) && isAbove && (max == Long.MAX_VALUE || number <= max);
    }
  }

  /// Whether the attribute is this truth value.
  static final class OfFlag extends AttributeTest {
    private final long expected;

    OfFlag(PolicySpec.BooleanAttribute spec) {
      super(spec.key());
      expected = spec.value() ? 1 : 0;
    }

    @Override
    boolean matches(Attributes attributes, int entry, boolean isResource) {
      return attributes.typeCode(entry) == ValueType.BOOL.code()
          && attributes.value(entry) == expected;
    }
  }

  /// Whether the attribute is one of some texts. An empty one matches nothing.
  static final class OfText extends AttributeTest {
    private final String[] values;
    private final int[] ids;
    private int known;

    OfText(PolicySpec.StringAttribute spec) {
      super(spec.key());
      values = spec.values().stream().filter(value -> !value.isEmpty()).toArray(String[]::new);
      ids = new int[values.length];
    }

    @Override
    boolean bindValues(Strings strings) {
      known = 0;
      for (String value : values) {
        int id = strings.find(value);
        if (id >= 0) {
          ids[known++] = id;
        }
      }
      return known > 0;
    }

    @Override
    boolean matches(Attributes attributes, int entry, boolean isResource) {
      if (attributes.typeCode(entry) == ValueType.STRING.code()) {
        long value = attributes.value(entry);
        for (int i = 0; i < known; i++) {
          if (ids[i] == value) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /// Whether the attribute is a text that contains a match of one of some expressions. The empty
  /// text of a resource may match, that of a span may not.
  static final class OfPattern extends AttributeTest {
    private final TextMemo memo;

    OfPattern(PolicySpec.StringAttribute spec) {
      super(spec.key());
      memo = TextMemo.ofPatterns(spec.values());
    }

    @Override
    boolean bindValues(Strings strings) {
      memo.bind(strings);
      return true;
    }

    @Override
    boolean matches(Attributes attributes, int entry, boolean isResource) {
      int value = (int) attributes.value(entry);
      return attributes.typeCode(entry) == ValueType.STRING.code()
          && (isResource || value != Strings.EMPTY)
          && memo.test(value);
    }
  }
}
