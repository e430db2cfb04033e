package dev.clew.pipeline.debug;

import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// Values as the Collector prints them.
final class Words {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String[] SEVERITIES = {"Trace", "Debug", "Info", "Warn", "Error", "Fatal"};

  private Words() {}

  static String time(long nanos) {
    Instant instant = Instant.ofEpochSecond(0, nanos);
    long rest = Math.floorMod(nanos, 1_000_000_000L);
    String fraction = "%09d".formatted(rest).replaceFirst("0+$", "");
    String dot = fraction.isEmpty() ? "" : "." + fraction;
    return SECONDS.format(instant) + dot + " +0000 UTC";
  }

  static String traceId(long high, long low) {
    return high == 0 && low == 0 ? "" : "%016x%016x".formatted(high, low);
  }

  static String spanId(long id) {
    return id == 0 ? "" : "%016x".formatted(id);
  }

  static String severity(int number) {
    if (number < 1 || number > 24) {
      return number == 0 ? "Unspecified" : Integer.toString(number);
    }
    int step = (number - 1) % 4;
    return SEVERITIES[(number - 1) / 4] + (step == 0 ? "" : Integer.toString(step + 1));
  }

  static String fixed(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    return String.format(Locale.ROOT, "%f", number);
  }

  /// A value with its type, as in `Str(x)`.
  static String typed(ValueType type, long value, Strings strings) {
    return switch (type) {
      case EMPTY -> "Empty()";
      case STRING -> "Str(" + strings.get((int) value) + ")";
      case BOOL -> "Bool(" + (value != 0) + ")";
      case INT -> "Int(" + value + ")";
      case DOUBLE -> "Double(" + shortest(Double.longBitsToDouble(value)) + ")";
      case BYTES -> "Bytes(" + base64(strings, (int) value) + ")";
      case ARRAY -> "Slice(" + strings.get((int) value) + ")";
      case MAP -> "Map(" + strings.get((int) value) + ")";
    };
  }

  /// Go prints whole numbers without a point.
  private static String shortest(double number) {
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return isWhole ? Long.toString((long) number) : Double.toString(number);
  }

  private static String base64(Strings strings, int id) {
    int start = strings.start(id);
    byte[] bytes = Arrays.copyOfRange(strings.arena(), start, start + strings.length(id));
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String typed(Attributes attributes, int entry, Strings strings) {
    return typed(attributes.type(entry), attributes.value(entry), strings);
  }
}
