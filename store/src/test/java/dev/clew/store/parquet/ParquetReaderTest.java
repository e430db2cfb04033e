package dev.clew.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Strings;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the reader reads is what DuckDB reads, and what it finds is what DuckDB finds.
final class ParquetReaderTest {
  private static final int SEEDS = 40;

  @TempDir private Path folder;

  private final Connection connection;
  private final ReadBuffers buffers = new ReadBuffers();

  ParquetReaderTest() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    buffers.close();
  }

  @ParameterizedTest
  @EnumSource
  void pickedValuesAreThoseThatDuckDbReads(ColumnType type) throws IOException, SQLException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomGenerator random = Seeds.random(seed);
      Path file = written(type, random);
      List<@Nullable Object> known =
          ask("SELECT v FROM read_parquet('%s') ORDER BY file_row_number".formatted(file));
      try (ParquetReader reader = ParquetReader.open(ParquetFile.open(file), buffers)) {
        assertThat(reader.file().rows()).isEqualTo(known.size());
        for (int group = 0; group < reader.file().groups(); group++) {
          RowSet rows = someRows(reader.file().rows(group), random);
          List<@Nullable Object> wanted = new ArrayList<>();
          for (int row = rows.next(0); row < rows.size(); row = rows.next(row + 1)) {
            wanted.add(known.get(reader.file().firstRow(group) + row));
          }

          assertThat(picked(reader, group, type, rows, random.nextBoolean()))
              .as("%s, seed %d, row group %d", type, seed, group)
              .containsExactlyElementsOf(wanted);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void keptRowsAreThoseThatDuckDbFinds(ColumnType type) throws IOException, SQLException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomGenerator random = Seeds.random(seed);
      Path file = written(type, random);
      List<@Nullable Object> values =
          ask("SELECT DISTINCT v FROM '%s' WHERE v IS NOT NULL ORDER BY v".formatted(file));
      Question question = question(type, values, random);
      List<@Nullable Object> wanted =
          ask(
              "SELECT file_row_number FROM read_parquet('%s') WHERE %s ORDER BY ALL"
                  .formatted(file, question.sql()));
      try (ParquetReader reader = ParquetReader.open(ParquetFile.open(file), buffers)) {
        List<@Nullable Object> found = new ArrayList<>();
        for (int group = 0; group < reader.file().groups(); group++) {
          RowSet rows = new RowSet().fill(reader.file().rows(group));
          reader.keep(group, 0, question.test(), rows);
          for (int row = rows.next(0); row < rows.size(); row = rows.next(row + 1)) {
            found.add((long) reader.file().firstRow(group) + row);
          }
        }

        assertThat(found).as("%s, seed %d: %s", type, seed, question.sql()).isEqualTo(wanted);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatAreOutStayOut(ColumnType type) throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomGenerator random = Seeds.random(seed);
      Path file = written(type, random);
      try (ParquetReader reader = ParquetReader.open(ParquetFile.open(file), buffers)) {
        RowSet all = new RowSet().fill(reader.file().rows(0));
        RowSet some = someRows(reader.file().rows(0), random);
        RowSet before = new RowSet();
        before.copy(some);

        reader.keep(0, 0, new ColumnTest.Present(), all);
        reader.keep(0, 0, new ColumnTest.Present(), some);

        for (int row = 0; row < some.size(); row++) {
          assertThat(some.has(row)).isEqualTo(before.has(row) && all.has(row));
        }
      }
    }
  }

  @Test
  void aColumnThatTheFileDoesNotHaveHoldsNothing() throws IOException {
    Path file = written(ColumnType.INT64, Seeds.random(1));
    try (ParquetReader reader = ParquetReader.open(ParquetFile.open(file), buffers)) {
      int rows = reader.file().rows(0);
      Picked picked = new Picked();
      RowSet kept = new RowSet().fill(rows);
      RowSet dropped = new RowSet().fill(rows);

      reader.pick(0, reader.file().column("w"), new RowSet().fill(rows), null, picked);
      reader.keep(0, -1, new ColumnTest.Texts((_, _, _) -> false, true), kept);
      reader.keep(0, -1, new ColumnTest.Texts((_, _, _) -> true, false), dropped);

      assertThat(picked.size()).isEqualTo(rows);
      assertThat(picked.isPresent(0)).isFalse();
      assertThat(kept.count()).isEqualTo(rows);
      assertThat(dropped.isEmpty()).isTrue();
    }
  }

  @Test
  void longTextsComeFromSeveralPages() throws IOException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add(i % 7 == 0 ? null : "x".repeat(200_000) + i);
    }
    Path file = folder.resolve("long.parquet");
    RandomColumns.write(file, ColumnType.LONG_TEXT, List.of(values));
    try (ParquetReader reader = ParquetReader.open(ParquetFile.open(file), buffers)) {
      RowSet rows = new RowSet().clear(40);
      rows.addAll(3, 5);
      rows.addAll(33, 36);

      assertThat(picked(reader, 0, ColumnType.LONG_TEXT, rows, false))
          .containsExactly(
              values.get(3), values.get(4), values.get(33), values.get(34), values.get(35));
    }
  }

  @Test
  void aFileWithoutRowsIsRead() throws IOException {
    Path file = folder.resolve("empty.parquet");
    RandomColumns.write(file, ColumnType.TEXT, List.of());

    assertThat(ParquetFile.open(file).groups()).isZero();
  }

  private Path written(ColumnType type, RandomGenerator random) throws IOException {
    List<List<@Nullable Object>> groups = new ArrayList<>();
    for (int group = random.nextInt(4); group >= 0; group--) {
      groups.add(RandomColumns.values(type, random));
    }
    Path file = folder.resolve(type + ".parquet");
    RandomColumns.write(file, type, groups);
    return file;
  }

  private static RowSet someRows(int rows, RandomGenerator random) {
    RowSet some = new RowSet().clear(rows);
    double share = random.nextInt(4) / 3.0;
    for (int row = 0; row < rows; row++) {
      if (random.nextDouble() < share) {
        some.addAll(row, row + 1);
      }
    }
    return some;
  }

  private static List<@Nullable Object> picked(
      ParquetReader reader, int group, ColumnType type, RowSet rows, boolean areIds)
      throws IOException {
    Strings strings = new Strings();
    boolean isText = type == ColumnType.TEXT || type == ColumnType.LONG_TEXT;
    Picked picked = new Picked();
    reader.pick(group, 0, rows, areIds ? strings : null, picked);
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < picked.size(); i++) {
      long number = picked.number(i);
      if (!picked.isPresent(i)) {
        values.add(null);
      } else if (isText) {
        values.add(areIds ? strings.get((int) number) : text(picked, i));
      } else {
        values.add(
            switch (type) {
              case BOOLEAN -> number != 0;
              case INT8 -> (byte) number;
              case INT32 -> (int) number;
              case DOUBLE -> Double.longBitsToDouble(number);
              case UUID -> new UUID(number, picked.low(i));
              default -> (Object) number;
            });
      }
    }
    return values;
  }

  private static String text(Picked picked, int index) {
    return new String(
        Arrays.copyOfRange(picked.text(), picked.textStart(index), picked.textEnd(index)),
        StandardCharsets.UTF_8);
  }

  /// The same in two languages.
  private record Question(ColumnTest test, String sql) {}

  private static Question question(
      ColumnType type, List<@Nullable Object> values, RandomGenerator random) {
    if (values.isEmpty() || random.nextInt(5) == 0) {
      return new Question(new ColumnTest.Present(), "v IS NOT NULL");
    }
    Object first = Objects.requireNonNull(values.get(random.nextInt(values.size())));
    Object last = Objects.requireNonNull(values.get(random.nextInt(values.size())));
    return switch (type) {
      case UUID ->
          new Question(
              new ColumnTest.Id(
                  ((UUID) first).getMostSignificantBits(),
                  ((UUID) first).getLeastSignificantBits()),
              "v = '%s'".formatted(first));
      case TEXT, LONG_TEXT -> texts((String) first, random.nextBoolean());
      case BOOLEAN -> new Question(new ColumnTest.Numbers(bit -> bit != 0), "v");
      case DOUBLE ->
          new Question(
              new ColumnTest.Numbers(bits -> Double.longBitsToDouble(bits) >= (double) first),
              "v >= %s::DOUBLE".formatted(first));
      default ->
          numbers(((Number) first).longValue(), ((Number) last).longValue(), random.nextBoolean());
    };
  }

  private static Question numbers(long first, long last, boolean isInside) {
    long least = Math.min(first, last);
    long greatest = Math.max(first, last);
    return new Question(
        new ColumnTest.Between(least, greatest, isInside),
        "v %sBETWEEN %d AND %d".formatted(isInside ? "" : "NOT ", least, greatest));
  }

  private static Question texts(String wanted, boolean passesAbsent) {
    byte[] utf8 = wanted.getBytes(StandardCharsets.UTF_8);
    return new Question(
        new ColumnTest.Texts(
            (bytes, start, length) ->
                Arrays.compareUnsigned(bytes, start, start + length, utf8, 0, utf8.length) <= 0,
            passesAbsent),
        "v <= '%s'%s".formatted(wanted, passesAbsent ? " OR v IS NULL" : ""));
  }

  private List<@Nullable Object> ask(String query) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getObject(1));
      }
    }
    return values;
  }
}
