package dev.clew.query.promql.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.promql.tree.Builtin;
import dev.clew.testkit.Seeds;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ElementFunctionsTest {
  private static double apply(Builtin function, double value) {
    return Objects.requireNonNull(ElementFunctions.of(function)).applyAsDouble(value);
  }

  @Test
  void partsOfDatesAreThoseOfTheCalendar() {
    Seeds.forEach(
        5_000,
        random -> {
          long seconds = random.nextLong(-100_000_000_000L, 200_000_000_000L);
          LocalDateTime date = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
          double value = (double) seconds;

          assertThat(apply(Builtin.MINUTE, value)).isEqualTo(date.getMinute());
          assertThat(apply(Builtin.HOUR, value)).isEqualTo(date.getHour());
          assertThat(apply(Builtin.DAY_OF_WEEK, value))
              .isEqualTo(date.getDayOfWeek().getValue() % 7);
          assertThat(apply(Builtin.DAY_OF_MONTH, value)).isEqualTo(date.getDayOfMonth());
          assertThat(apply(Builtin.DAY_OF_YEAR, value)).isEqualTo(date.getDayOfYear());
          assertThat(apply(Builtin.DAYS_IN_MONTH, value))
              .isEqualTo(date.toLocalDate().lengthOfMonth());
          assertThat(apply(Builtin.MONTH, value)).isEqualTo(date.getMonthValue());
          assertThat(apply(Builtin.YEAR, value)).isEqualTo(date.getYear());
        });
  }

  @Test
  void logarithmsOfPowersOfTwoAreExact() {
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      double power =
          exponent < -1022
              ? Double.MIN_VALUE * (1L << (exponent + 1074))
              : Math.scalb(1.0, exponent);
      assertThat(apply(Builtin.LOG2, power)).isEqualTo(exponent);
    }
  }

  @Test
  void powersFollowGo() {
    assertThat(ElementFunctions.power(1, Double.NaN)).isEqualTo(1);
    assertThat(ElementFunctions.power(-1, Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(ElementFunctions.power(2, -1)).isEqualTo(0.5);
  }
}
