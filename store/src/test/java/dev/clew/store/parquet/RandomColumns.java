package dev.clew.store.parquet;

import dev.clew.model.Strings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Columns of every type, with nulls, runs and repetition as the seed decides.
final class RandomColumns {
  private RandomColumns() {}

  static List<@Nullable Object> values(ColumnType type, RandomGenerator random) {
    int rows = 1 + random.nextInt(random.nextBoolean() ? 40 : 4_000);
    int distinct = 1 + random.nextInt(random.nextBoolean() ? 5 : 3_000);
    double presence = random.nextInt(4) / 3.0;
    int run = 1 + random.nextInt(30);
    List<@Nullable Object> values = new ArrayList<>();
    long near = random.nextLong();
    while (values.size() < rows) {
      near += random.nextLong(-1_000_000, 1_000_000);
      Object value =
          random.nextDouble() < presence
              ? value(type, type == ColumnType.INT64_NEAR ? near : random.nextInt(distinct))
              : null;
      for (int i = random.nextInt(run); i >= 0 && values.size() < rows; i--) {
        values.add(value);
      }
    }
    return values;
  }

  /// One of the values of a type, the same for the same number.
  private static Object value(ColumnType type, long number) {
    long mixed = number * 0x9E37_79B9_7F4A_7C15L;
    return switch (type) {
      case BOOLEAN -> (number & 1) == 1;
      case INT8 -> (byte) mixed;
      case INT32 -> (int) mixed;
      case INT64, INT64_RANDOM -> mixed;
      case INT64_NEAR -> number;
      case DOUBLE -> mixed / 1e3;
      case UUID -> new UUID(mixed, number);
      case TEXT, LONG_TEXT -> "é".repeat((int) number % 50) + number;
    };
  }

  static void write(Path file, ColumnType type, List<List<@Nullable Object>> groups)
      throws IOException {
    Strings strings = new Strings();
    try (ParquetWriter writer = ParquetWriter.create(file, List.of(new ParquetColumn("v", type)))) {
      for (List<@Nullable Object> group : groups) {
        writer.rowGroup(group.size(), strings, (_, values) -> fill(group, type, strings, values));
      }
      writer.finish();
    }
  }

  private static void fill(
      List<@Nullable Object> group, ColumnType type, Strings strings, Values values) {
    for (int row = 0; row < group.size(); row++) {
      switch (group.get(row)) {
        case null -> {}
        case Boolean truth -> values.add(row, truth ? 1 : 0);
        case Double number -> values.add(row, Double.doubleToRawLongBits(number));
        case Number number -> values.add(row, number.longValue());
        case UUID id ->
            values.addId(row, id.getMostSignificantBits(), id.getLeastSignificantBits());
        case String text when type == ColumnType.TEXT -> values.add(row, strings.add(text));
        case String text -> {
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          values.addText(row, utf8, 0, utf8.length);
        }
        case Object other -> throw new IllegalArgumentException(other.toString());
      }
    }
  }
}
