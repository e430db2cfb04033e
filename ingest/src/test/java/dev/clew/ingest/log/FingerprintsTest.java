package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import dev.clew.testkit.Seeds;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FingerprintsTest {
  private static final SecretKey KEY = new SecretKey(1, 2, 3, 4);
  private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(61).subtract(BigInteger.ONE);

  private final Fingerprints fingerprints = new Fingerprints(KEY);

  @Test
  void isTheHashItClaimsToBe() {
    Seeds.forEach(
        200,
        random -> {
          byte[] payload = new byte[random.nextInt(3_000)];
          random.nextBytes(payload);

          assertThat(of(payload)).isEqualTo(byTheBook(payload));
        });
  }

  @Test
  void everyBitMatters() {
    byte[] payload = new byte[1_100];
    Set<Fingerprint> seen = new HashSet<>();
    seen.add(of(payload));
    for (int bit = 0; bit < payload.length * 8; bit++) {
      payload[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(seen.add(of(payload))).isTrue();
      payload[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  @Test
  void everyLengthOfZerosDiffers() {
    Set<Fingerprint> seen = new HashSet<>();
    for (int length = 0; length < 3_000; length++) {
      assertThat(seen.add(of(new byte[length]))).isTrue();
    }
  }

  @Test
  void theKeyMatters() {
    Fingerprints others = new Fingerprints(new SecretKey(1, 2, 3, 5));

    assertThat(others.of(0, entry(new byte[10]))).isNotEqualTo(of(new byte[10]));
  }

  private Fingerprint of(byte[] payload) {
    return fingerprints.of(0, entry(payload));
  }

  private static Entry entry(byte[] payload) {
    return Entry.of(Signal.TRACES, (byte) 0, "", 0, payload);
  }

  private static Fingerprint byTheBook(byte[] payload) {
    long[] key = KEY.expand(130);
    BigInteger high = BigInteger.valueOf(key[128]).and(PRIME);
    BigInteger low = BigInteger.valueOf(key[129]).and(PRIME);
    return new Fingerprint(polynomial(payload, key, high), polynomial(payload, key, low));
  }

  private static long polynomial(byte[] payload, long[] key, BigInteger point) {
    BigInteger value = BigInteger.ONE;
    for (long attribute : new long[] {0, 1, 0, 0, 0, payload.length}) {
      value = value.multiply(point).add(BigInteger.valueOf(attribute)).mod(PRIME);
    }
    for (int from = 0; from < payload.length; from += 1_024) {
      BigInteger sum = sum(payload, from, Math.min(payload.length, from + 1_024), key);
      for (int shift = 96; shift >= 0; shift -= 32) {
        BigInteger part = sum.shiftRight(shift).mod(BigInteger.ONE.shiftLeft(32));
        value = value.multiply(point).add(part).mod(PRIME);
      }
    }
    return value.longValueExact();
  }

  private static BigInteger sum(byte[] payload, int from, int end, long[] key) {
    BigInteger sum = BigInteger.ZERO;
    for (int at = from, word = 0; at < end; at += 16, word += 2) {
      BigInteger left = word(payload, at, end, key[word]);
      BigInteger right = word(payload, at + 8, end, key[word + 1]);
      sum = sum.add(left.multiply(right));
    }
    return sum.mod(BigInteger.ONE.shiftLeft(128));
  }

  private static BigInteger word(byte[] payload, int from, int end, long key) {
    long word = 0;
    for (int i = 0; i < 8; i++) {
      long next = from + i < end ? payload[from + i] & 0xFF : 0;
      word |= next << (8 * i);
    }
    return new BigInteger(Long.toUnsignedString(word + key));
  }
}
