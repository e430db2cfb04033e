package dev.clew.pipeline.spanmetrics;

import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import dev.clew.pipeline.series.AttributeText;
import dev.clew.pipeline.series.DimensionRow;
import dev.clew.pipeline.series.TextPool;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns attribute values of a batch into texts of dimensions: strings as they are, integers in
/// digits, `true` and `false`, the shortest form of doubles, bytes in Base64, lists and maps as
/// JSON.
///
/// What a string of the batch is in the pool is looked up once for a batch.
final class ValueTexts {
  private static final Strings NOTHING = new Strings();

  private final DimensionRow row;
  private final List<Columns.Attribute> columns;
  private final int yes;
  private final int no;
  private final int empty;
  private final int[][] networks;
  private final byte[] digits = new byte[20];
  private Strings strings = NOTHING;

  /// Texts that are no string of the batch.
  private Strings made = NOTHING;

  /// By string of the batch: its reference in the pool, 0 if not known.
  private int[] references = new int[0];

  ValueTexts(TextPool pool, DimensionRow row, List<Columns.Attribute> columns) {
    this.row = row;
    this.columns = columns;
    yes = pool.constant("true");
    no = pool.constant("false");
    empty = pool.constant("");
    networks = new int[columns.size()][0];
  }

  void begin(Strings batchStrings) {
    strings = batchStrings;
    made = new Strings();
    references = emptied(references, strings.size());
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).prefix() != null) {
        networks[i] = emptied(networks[i], strings.size());
      }
    }
  }

  /// Lets go of the batch.
  void end() {
    strings = NOTHING;
    made = NOTHING;
  }

  private static int[] emptied(int[] array, int size) {
    if (array.length < size) {
      return new int[size + size / 2];
    }
    Arrays.fill(array, 0, size, 0);
    return array;
  }

  /// Sets a column to a string of the batch.
  void string(int column, int id) {
    int reference = references[id];
    if (reference > 0) {
      row.known(column, reference);
    } else {
      references[id] = Math.max(0, row.text(column, strings, id));
    }
  }

  /// Sets a column to the value of an attribute.
  void value(int column, Attributes attributes, int entry) {
    long value = attributes.value(entry);
    AddressPrefix prefix = prefix(column);
    switch (attributes.type(entry)) {
      case STRING -> {
        if (prefix == null) {
          string(column, (int) value);
        } else {
          row.text(column, made, network(column, prefix, (int) value));
        }
      }
      case ARRAY, MAP -> string(column, (int) value);
      case BOOL -> row.known(column, value == 0 ? no : yes);
      case INT -> integer(column, value);
      case DOUBLE ->
          row.text(column, made, made.add(AttributeText.shortest(Double.longBitsToDouble(value))));
      case BYTES -> row.text(column, made, made.add(AttributeText.base64(strings, (int) value)));
      case EMPTY -> row.known(column, empty);
    }
  }

  private @Nullable AddressPrefix prefix(int column) {
    return column < Columns.FIRST_ATTRIBUTE
        ? null
        : columns.get(column - Columns.FIRST_ATTRIBUTE).prefix();
  }

  private int network(int column, AddressPrefix prefix, int id) {
    int[] known = networks[column - Columns.FIRST_ATTRIBUTE];
    if (known[id] == 0) {
      known[id] = made.add(prefix.network(strings.get(id)));
    }
    return known[id];
  }

  private void integer(int column, long value) {
    if (value == Long.MIN_VALUE) {
      row.text(column, made, made.add(Long.toString(value)));
      return;
    }
    int at = digits.length;
    long rest = Math.abs(value);
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    if (value < 0) {
      digits[--at] = '-';
    }
    row.text(column, made, made.add(digits, at, digits.length - at));
  }
}
