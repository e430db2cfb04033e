package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RealTextTest {
  private static final double[] CORNERS = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    100,
    1e15,
    9_999_999_999_999_998.0,
    1e16,
    1.5e16,
    1e22,
    1e23,
    1e-4,
    1e-5,
    0.00012345,
    123456.789,
    1e100,
    1.25e-100,
    Double.MAX_VALUE,
    1.0 / 3,
    2e9,
    2251799813685248.5
  };

  @Test
  void readsAsDuckDbWritesIt() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement cast =
            connection.prepareStatement("SELECT CAST(CAST(? AS DOUBLE) AS VARCHAR)")) {
      for (double corner : CORNERS) {
        assertThat(RealText.of(corner)).isEqualTo(text(cast, corner));
      }
      Seeds.forEach(
          1_000,
          random -> {
            double value = anyReal(random);
            assertThat(RealText.of(value)).isEqualTo(text(cast, value));
          });
    }
  }

  @Test
  void whatIsNoNumberReadsAsItIsStored() {
    assertThat(RealText.of(Double.NaN)).isEqualTo("{\"@double\":\"NaN\"}");
    assertThat(RealText.of(Double.NEGATIVE_INFINITY)).isEqualTo("{\"@double\":\"-Infinity\"}");
  }

  private static double anyReal(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case 1 -> random.nextInt(1_000_000) / 100.0;
      default -> {
        double value = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(value) && Math.abs(value) > 1e-300 ? value : 0.5;
      }
    };
  }

  private static String text(PreparedStatement cast, double value) throws SQLException {
    cast.setDouble(1, value);
    try (ResultSet rows = cast.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }
}
