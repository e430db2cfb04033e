package dev.clew.ingest.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Takes fingerprints of entries under a secret key.
///
/// Two different entries must not get the same fingerprint even if an attacker chooses one of them:
/// the second would be taken for a retry of the first and dropped. A keyed universal hash gives
/// that as long as neither key nor fingerprints are seen, and is several times faster than a
/// cryptographic one. It is the construction of UMAC (Black, Halevi, Krawczyk, Krovetz, Rogaway,
/// 1999) with 64-bit words. Each kilobyte is hashed by NH: words are added to key words, multiplied
/// in pairs, and the 128-bit products summed; two given kilobytes collide for at most one key in
/// 2^64. The sums, the length and the attributes of the entry are then the coefficients of a
/// polynomial, evaluated at two secret points modulo the prime 2^61 - 1.
final class Fingerprints {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK_BYTES = 1_024;
  private static final int BLOCK_WORDS = BLOCK_BYTES / Long.BYTES;
  private static final int PAIR_BYTES = 2 * Long.BYTES;
  private static final long PRIME = (1L << 61) - 1;
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private final long[] key;

  Fingerprints(SecretKey secret) {
    key = secret.expand(BLOCK_WORDS + 2);
    key[BLOCK_WORDS] &= PRIME;
    key[BLOCK_WORDS + 1] &= PRIME;
  }

  /// Covers all of the entry but its time.
  Fingerprint of(int partition, Entry entry) {
    Polynomial polynomial = new Polynomial(key[BLOCK_WORDS], key[BLOCK_WORDS + 1]);
    polynomial.add(partition);
    polynomial.add(BlockFormat.code(entry.signal()));
    polynomial.add(entry.encoding() & 0xFF);
    addText(polynomial, entry.tenant());
    addText(polynomial, entry.receiver());
    polynomial.add(entry.payloadLength());
    int from = entry.payloadOffset();
    int end = from + entry.payloadLength();
    for (; from < end; from += BLOCK_BYTES) {
      addBlock(polynomial, entry.payload(), from, Math.min(end, from + BLOCK_BYTES));
    }
    return polynomial.value();
  }

  private static void addText(Polynomial polynomial, String text) {
    polynomial.add(text.length());
    for (int i = 0; i < text.length(); i++) {
      polynomial.add(text.charAt(i));
    }
  }

  private void addBlock(Polynomial polynomial, byte[] bytes, int from, int end) {
    long high = 0;
    long low = 0;
    int word = 0;
    int at = from;
    for (; at <= end - PAIR_BYTES; at += PAIR_BYTES, word += 2) {
      long left = (long) LONGS.get(bytes, at) + key[word];
      long right = (long) LONGS.get(bytes, at + Long.BYTES) + key[word + 1];
      long product = left * right;
      low += product;
      high += Math.unsignedMultiplyHigh(left, right) + carry(low, product);
    }
    if (at < end) {
      long left = tail(bytes, at, end) + key[word];
      long right = tail(bytes, at + Long.BYTES, end) + key[word + 1];
      long product = left * right;
      low += product;
      high += Math.unsignedMultiplyHigh(left, right) + carry(low, product);
    }
    polynomial.add(high >>> 32);
    polynomial.add(high & LOW_HALF);
    polynomial.add(low >>> 32);
    polynomial.add(low & LOW_HALF);
  }

  private static long carry(long sum, long added) {
    return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
  }

  /// The up to eight bytes from a place on, as a number.
  private static long tail(byte[] bytes, int from, int end) {
    long word = 0;
    for (int at = Math.min(end, from + Long.BYTES) - 1; at >= from; at--) {
      word = word << 8 | (bytes[at] & 0xFF);
    }
    return word;
  }

  /// Two evaluations of one polynomial by Horner's rule.
  private static final class Polynomial {
    private final long firstPoint;
    private final long secondPoint;
    private long first = 1;
    private long second = 1;

    Polynomial(long firstPoint, long secondPoint) {
      this.firstPoint = firstPoint;
      this.secondPoint = secondPoint;
    }

    /// @param coefficient below 2^32
    void add(long coefficient) {
      first = modulo(first, firstPoint, coefficient);
      second = modulo(second, secondPoint, coefficient);
    }

    /// `value * point + coefficient` modulo the prime; `value` and `point` are at most the prime.
    private static long modulo(long value, long point, long coefficient) {
      long high = Math.multiplyHigh(value, point);
      long low = value * point;
      long folded = (low & PRIME) + (high << 3 | low >>> 61) + coefficient;
      long sum = (folded & PRIME) + (folded >>> 61);
      return sum >= PRIME ? sum - PRIME : sum;
    }

    Fingerprint value() {
      return new Fingerprint(first, second);
    }
  }
}
