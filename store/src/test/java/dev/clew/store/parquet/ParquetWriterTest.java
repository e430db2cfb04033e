package dev.clew.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written is read back by DuckDB.
final class ParquetWriterTest {
  private static final int SEEDS = 25;

  @TempDir private Path folder;

  private final Connection connection;

  ParquetWriterTest() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyValueComesBack(ColumnType type) throws IOException, SQLException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomGenerator random = Seeds.random(seed);
      List<List<@Nullable Object>> groups = new ArrayList<>();
      for (int group = random.nextInt(4); group >= 0; group--) {
        groups.add(RandomColumns.values(type, random));
      }
      Path file = folder.resolve(type + "-" + seed + ".parquet");

      RandomColumns.write(file, type, groups);

      assertThat(read(file, "SELECT v FROM '%s'"))
          .as("%s, seed %d", type, seed)
          .containsExactlyElementsOf(groups.stream().flatMap(List::stream).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void statisticsHideNoValue(ColumnType type) throws IOException, SQLException {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<@Nullable Object> values = RandomColumns.values(type, Seeds.random(seed));
      Path file = folder.resolve(type + "-" + seed + ".parquet");
      RandomColumns.write(file, type, List.of(values));
      Object wanted = values.stream().filter(value -> value != null).findAny().orElse(null);
      if (wanted != null) {
        String literal = wanted.toString().replace("'", "''");

        assertThat(read(file, "SELECT v FROM '%s' WHERE v = '" + literal + "'"))
            .as("%s, seed %d", type, seed)
            .isNotEmpty()
            .containsOnly(wanted);
      }
    }
  }

  @Test
  void aFileWithoutRowsIsAFile() throws IOException, SQLException {
    Path file = folder.resolve("empty.parquet");

    RandomColumns.write(file, ColumnType.TEXT, List.of());

    assertThat(read(file, "SELECT v FROM '%s'")).isEmpty();
  }

  @Test
  void longTextsTakeSeveralPages() throws IOException, SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add(i % 7 == 0 ? null : "x".repeat(200_000) + i);
    }
    Path file = folder.resolve("long.parquet");

    RandomColumns.write(file, ColumnType.LONG_TEXT, List.of(values));

    assertThat(read(file, "SELECT v FROM '%s'")).containsExactlyElementsOf(values);
  }

  private List<@Nullable Object> read(Path file, String query) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query.formatted(file))) {
      while (rows.next()) {
        values.add(rows.getObject(1));
      }
    }
    return values;
  }
}
