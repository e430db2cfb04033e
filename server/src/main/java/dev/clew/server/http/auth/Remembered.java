package dev.clew.server.http.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Credentials that were found good, for a time.
///
/// They are known by a keyed hash of 128 bits, whose key lives as long as the process, so that
/// memory holds nothing that could be sent again. The least recently used go first.
final class Remembered {
  private static final int MAX = 4_096;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final LongSupplier steadyNanos;
  private final Map<Mark, Long> untilNanos =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Mark, Long> eldest) {
          return size() > MAX;
        }
      };

  /// @param steadyNanos what [System#nanoTime] is
  Remembered(LongSupplier steadyNanos) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
    this.steadyNanos = steadyNanos;
  }

  boolean isKnown(String credentials) {
    Mark mark = mark(credentials);
    synchronized (untilNanos) {
      Long until = untilNanos.get(mark);
      if (until != null && until - steadyNanos.getAsLong() <= 0) {
        untilNanos.remove(mark);
        return false;
      }
      return until != null;
    }
  }

  void add(String credentials, long nanos) {
    Mark mark = mark(credentials);
    synchronized (untilNanos) {
      untilNanos.put(mark, steadyNanos.getAsLong() + nanos);
    }
  }

  private Mark mark(String credentials) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(credentials.getBytes(StandardCharsets.UTF_8)));
      return new Mark(hash.getLong(), hash.getLong());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Mark(long high, long low) {}
}
