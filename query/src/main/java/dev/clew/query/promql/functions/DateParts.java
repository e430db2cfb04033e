package dev.clew.query.promql.functions;

import dev.clew.query.promql.tree.Builtin;
import java.util.function.DoubleUnaryOperator;

/// Parts of the date in UTC at a number of epoch seconds, by arithmetic alone: no object for each
/// value. Days are counted in eras of 400 years from the first of March of the year 0, so that leap
/// days end their years (the algorithm of Howard Hinnant).
final class DateParts {
  private static final long DAY_SECONDS = 86_400;
  private static final long ERA_DAYS = 146_097;
  private static final long DAYS_TO_EPOCH = 719_468;

  private DateParts() {}

  static DoubleUnaryOperator of(Builtin function) {
    return switch (function) {
      case MINUTE -> x -> part(x, 3_600, 60);
      case HOUR -> x -> part(x, DAY_SECONDS, 3_600);
      case DAY_OF_WEEK -> x -> Math.floorMod(epochDay(x) + 4, 7L);
      case DAY_OF_MONTH -> x -> dayOfMonth(dayOfShiftedYear(epochDay(x)));
      case DAY_OF_YEAR -> x -> dayOfYear(epochDay(x));
      case DAYS_IN_MONTH -> x -> daysInMonth(year(epochDay(x)), month(epochDay(x)));
      case MONTH -> x -> month(epochDay(x));
      case YEAR -> x -> year(epochDay(x));
      default -> throw new IllegalArgumentException(function + " is no part of a date");
    };
  }

  /// How many whole parts of a period have passed since its start.
  private static long part(double seconds, long period, long length) {
    return Math.floorMod((long) seconds, period) / length;
  }

  private static long epochDay(double seconds) {
    return Math.floorDiv((long) seconds, DAY_SECONDS);
  }

  private static long dayOfEra(long epochDay) {
    return Math.floorMod(epochDay + DAYS_TO_EPOCH, ERA_DAYS);
  }

  private static long yearOfEra(long epochDay) {
    long day = dayOfEra(epochDay);
    return (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
  }

  /// Days since the last first of March.
  private static long dayOfShiftedYear(long epochDay) {
    long year = yearOfEra(epochDay);
    return dayOfEra(epochDay) - (365 * year + year / 4 - year / 100);
  }

  private static long dayOfMonth(long dayOfShiftedYear) {
    long shiftedMonth = (5 * dayOfShiftedYear + 2) / 153;
    return dayOfShiftedYear - (153 * shiftedMonth + 2) / 5 + 1;
  }

  private static long month(long epochDay) {
    long shiftedMonth = (5 * dayOfShiftedYear(epochDay) + 2) / 153;
    return shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  }

  private static long year(long epochDay) {
    long era = Math.floorDiv(epochDay + DAYS_TO_EPOCH, ERA_DAYS);
    long shiftedYear = yearOfEra(epochDay) + era * 400;
    return month(epochDay) <= 2 ? shiftedYear + 1 : shiftedYear;
  }

  private static long dayOfYear(long epochDay) {
    long shifted = dayOfShiftedYear(epochDay);
    long janAndFeb = 59L + (isLeap(year(epochDay)) ? 1 : 0);
    return shifted >= 306 ? shifted - 305 : shifted + janAndFeb + 1;
  }

  private static long daysInMonth(long year, long month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
