package dev.clew.bench.draw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes numbers as text of fixed width, two digits at a time.
public final class Digits {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final short[] DECIMAL = pairs();
  private static final long NIBBLES = 0x0f0f_0f0f_0f0f_0f0fL;
  private static final long ONES = 0x0101_0101_0101_0101L;

  private Digits() {}

  /// Two decimal digits of a number below 100.
  public static void two(byte[] target, int offset, int number) {
    SHORT.set(target, offset, DECIMAL[number]);
  }

  /// The last `width` decimal digits of a number that is not negative.
  public static void decimal(byte[] target, int offset, int width, long number) {
    long rest = number;
    int at = offset + width;
    while (at - offset >= 2) {
      at -= 2;
      long shorter = rest / 100;
      SHORT.set(target, at, DECIMAL[(int) (rest - shorter * 100)]);
      rest = shorter;
    }
    if (at > offset) {
      target[offset] = (byte) ('0' + rest % 10);
    }
  }

  /// A number that is not negative, led by spaces up to the width.
  public static void padded(byte[] target, int offset, int width, long number) {
    long rest = number;
    int at = offset + width;
    do {
      target[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0 && at > offset);
    while (at > offset) {
      target[--at] = ' ';
    }
  }

  /// 16 lower-case hexadecimal digits.
  public static void hex(byte[] target, int offset, long number) {
    LONG_BIG.set(target, offset, hexDigits((int) (number >>> 32)));
    LONG_BIG.set(target, offset + 8, hexDigits((int) number));
  }

  /// Eight lower-case hexadecimal digits.
  static void hexDigits(byte[] target, int offset, int number) {
    LONG_BIG.set(target, offset, hexDigits(number));
  }

  /// 128 bits in the form of a UUID, 36 characters; the hyphens are there already.
  static void uuid(byte[] target, int offset, long high, long low) {
    LONG_BIG.set(target, offset, hexDigits((int) (high >>> 32)));
    long second = hexDigits((int) high);
    INT_BIG.set(target, offset + 9, (int) (second >>> 32));
    INT_BIG.set(target, offset + 14, (int) second);
    long third = hexDigits((int) (low >>> 32));
    INT_BIG.set(target, offset + 19, (int) (third >>> 32));
    INT_BIG.set(target, offset + 24, (int) third);
    LONG_BIG.set(target, offset + 28, hexDigits((int) low));
  }

  /// Eight characters, the first in the highest byte: all eight digits are worked out at once. A
  /// digit over 9 overflows into bit 4 when 6 is added, and then skips the 39 characters between
  /// `9` and `a`.
  private static long hexDigits(int number) {
    long digits = Long.expand(number & 0xffff_ffffL, NIBBLES);
    long letters = ((digits + 6 * ONES) >>> 4) & ONES;
    return digits + '0' * ONES + 39 * letters;
  }

  /// The eight bytes of a number, highest first.
  public static void raw(byte[] target, int offset, long number) {
    LONG_BIG.set(target, offset, number);
  }

  private static short[] pairs() {
    short[] pairs = new short[100];
    for (int i = 0; i < pairs.length; i++) {
      byte[] text = "%02d".formatted(i).getBytes(StandardCharsets.US_ASCII);
      pairs[i] = (short) SHORT.get(text, 0);
    }
    return pairs;
  }
}
