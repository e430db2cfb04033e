package dev.clew.store.segment;

import dev.clew.model.Condition.Compare;
import dev.clew.model.Condition.Value;
import dev.clew.model.Strings;
import dev.clew.store.parquet.ColumnTest.TextTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The tests on texts of one search, over all segments that it looks at. Those that cost something
/// remember what they have seen: the same few texts come in every row group. For any number of
/// threads.
public final class TextTests {
  private static final int MAX_KNOWN = 1 << 16;

  private final Map<Compare, TextTest> tests = new HashMap<>();

  /// The test of a comparison with a text.
  synchronized TextTest of(Compare compare, String text) {
    return tests.computeIfAbsent(compare, _ -> made(compare, text));
  }

  private static TextTest made(Compare compare, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    return switch (compare.operator()) {
      case EQUAL -> new Equal(wanted);
      case NOT_EQUAL -> {
        Equal equal = new Equal(wanted);
        yield (bytes, start, length) -> !equal.test(bytes, start, length);
      }
      case LESS -> (bytes, start, length) -> compare(bytes, start, length, wanted) < 0;
      case LESS_OR_EQUAL -> (bytes, start, length) -> compare(bytes, start, length, wanted) <= 0;
      case GREATER -> (bytes, start, length) -> compare(bytes, start, length, wanted) > 0;
      case GREATER_OR_EQUAL -> (bytes, start, length) -> compare(bytes, start, length, wanted) >= 0;
      case MATCHES, NOT_MATCHES -> new Remembering(ValueTest.of(compare));
    };
  }

  private static int compare(byte[] bytes, int start, int length, byte[] wanted) {
    return Arrays.compareUnsigned(bytes, start, start + length, wanted, 0, wanted.length);
  }

  /// Whether a text has another one in it.
  static TextTest containing(String part) {
    return new Containing(part.getBytes(StandardCharsets.UTF_8));
  }

  /// Whether the empty text passes a comparison.
  static boolean passesEmpty(Compare compare) {
    return compare.value() instanceof Value.Text && ValueTest.of(compare).test("");
  }

  private static final class Equal implements TextTest {
    private final byte[] wanted;

    Equal(byte[] wanted) {
      this.wanted = wanted;
    }

    @Override
    public boolean test(byte[] bytes, int start, int length) {
      return length == wanted.length
          && Arrays.equals(bytes, start, start + length, wanted, 0, length);
    }
  }

  private static final class Containing implements TextTest {
    private final byte[] part;

    Containing(byte[] part) {
      this.part = part;
    }

    @Override
    public boolean test(byte[] bytes, int start, int length) {
      return isIn(bytes, start, start + length);
    }

    @Override
    public boolean mayPass(byte[] bytes, int start, int end) {
      return isIn(bytes, start, end);
    }

    private boolean isIn(byte[] bytes, int start, int end) {
      byte last = part[part.length - 1];
      for (int at = start + part.length - 1; at < end; at++) {
        if (bytes[at] == last) {
          int from = at - part.length + 1;
          if (Arrays.equals(bytes, from, at, part, 0, part.length - 1)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /// A test that costs more than finding out whether a text has been seen.
  private static final class Remembering implements TextTest {
    private final ValueTest test;
    private final Strings known = new Strings();
    private final BitSet passing = new BitSet();

    Remembering(ValueTest test) {
      this.test = test;
      passing.set(Strings.EMPTY, test.test(""));
    }

    @Override
    public synchronized boolean test(byte[] bytes, int start, int length) {
      if (known.size() >= MAX_KNOWN) {
        return test.test(new String(bytes, start, length, StandardCharsets.UTF_8));
      }
      int before = known.size();
      int id = known.add(bytes, start, length);
      if (known.size() > before) {
        passing.set(id, test.test(known.get(id)));
      }
      return passing.get(id);
    }
  }
}
