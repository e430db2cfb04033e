package dev.clew.pipeline.ottl;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Some bytes, compared by content.
public final class Bytes implements Comparable<Bytes> {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  static Bytes copyOf(byte[] source, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(source, offset, offset + length));
  }

  /// The bytes of an even number of hexadecimal digits.
  ///
  /// @throws IllegalArgumentException if the text is anything else
  static Bytes ofHex(String digits) {
    return new Bytes(HexFormat.of().parseHex(digits));
  }

  static Bytes ofBase64(String text) {
    return new Bytes(Base64.getDecoder().decode(text));
  }

  /// The 8 big-endian bytes of a number.
  static Bytes ofLong(long value) {
    byte[] content = new byte[8];
    write(value, content, 0);
    return new Bytes(content);
  }

  /// The 16 big-endian bytes of two numbers.
  static Bytes ofLongs(long high, long low) {
    byte[] content = new byte[16];
    write(high, content, 0);
    write(low, content, 8);
    return new Bytes(content);
  }

  int length() {
    return content.length;
  }

  /// The 8 bytes from an offset as a big-endian number.
  long longAt(int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (content[offset + i] & 0xFF);
    }
    return value;
  }

  byte[] toArray() {
    return content.clone();
  }

  /// Lower-case hexadecimal digits.
  String hex() {
    return HexFormat.of().formatHex(content);
  }

  String base64() {
    return Base64.getEncoder().encodeToString(content);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "0x" + hex();
  }

  private static void write(long value, byte[] target, int offset) {
    for (int i = 7; i >= 0; i--) {
      target[offset + i] = (byte) (value >>> (8 * (7 - i)));
    }
  }
}
