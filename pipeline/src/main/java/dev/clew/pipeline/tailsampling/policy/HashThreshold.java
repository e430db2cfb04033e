package dev.clew.pipeline.tailsampling.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/// The hash by which a share of traces is kept, bit for bit as the Collector computes it: FNV-1a of
/// 64 bits over a salt and the 16 bytes of the id, compared with a share of 2^64 - 1.
final class HashThreshold {
  private static final long BASIS = 0xcbf2_9ce4_8422_2325L;
  private static final long PRIME = 0x100_0000_01b3L;
  static final String STANDARD_SALT = "default-hash-seed";
  private static final BigInteger MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private HashThreshold() {}

  /// The hash of a salt, from which [#hash] goes on.
  static long begin(String salt) {
    long hash = BASIS;
    for (byte b : salt.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * PRIME;
    }
    return hash;
  }

  /// The hash of a trace id, unsigned.
  static long hash(long salted, long idHigh, long idLow) {
    return bytes(bytes(salted, idHigh), idLow);
  }

  private static long bytes(long begun, long value) {
    long hash = begun;
    for (int shift = 56; shift >= 0; shift -= 8) {
      hash = (hash ^ (value >>> shift & 0xFF)) * PRIME;
    }
    return hash;
  }

  /// Largest hash that is kept, unsigned.
  static long threshold(double percentage) {
    double ratio = percentage / 100;
    if (!(ratio > 0)) {
      return 0;
    }
    if (ratio >= 1) {
      return -1;
    }
    BigDecimal product = new BigDecimal(MAX).multiply(new BigDecimal(ratio), MathContext.UNLIMITED);
    return mantissaOf64Bits(product).toBigInteger().longValue();
  }

  /// Rounds a positive number to 64 significant bits, ties to even.
  private static BigDecimal mantissaOf64Bits(BigDecimal number) {
    int exponent = number.toBigInteger().bitLength() - 64;
    if (exponent >= 0) {
      return number.setScale(0, RoundingMode.HALF_EVEN);
    }
    BigDecimal unit = BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow(-exponent)));
    return number.divide(unit).setScale(0, RoundingMode.HALF_EVEN).multiply(unit);
  }
}
