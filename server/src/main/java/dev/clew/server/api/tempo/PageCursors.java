package dev.clew.server.api.tempo;

import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.query.run.SearchCursor;
import dev.clew.server.api.QuestionException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Places in answers as text that clients hand back. Signed with a key of this process, so that
/// nobody can make one up, and bound to the question that it was given for.
final class PageCursors {
  static final Duration VALIDITY = Duration.ofMinutes(15);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BODY = 7 * Long.BYTES;
  private static final int SIGNATURE = 16;

  private final SecretKeySpec key;
  private final LongSupplier steadyNanos;

  /// @param steadyNanos tells the age of a cursor, whatever happens to the wall clock
  PageCursors(byte[] key, LongSupplier steadyNanos) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.steadyNanos = steadyNanos;
  }

  /// With a key that nobody knows and that ends with the process.
  static PageCursors ofThisProcess(LongSupplier steadyNanos) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new PageCursors(key, steadyNanos);
  }

  /// Where a page starts, and the window that its search had from its first page on.
  record Page(SearchCursor after, TimeRange window) {}

  /// A number that differs for different questions.
  static long fingerprint(List<String> question) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : question) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// @param question what the cursor is good for
  String write(Page page, long question) {
    ByteBuffer body =
        ByteBuffer.allocate(BODY + SIGNATURE)
            .putLong(steadyNanos.getAsLong())
            .putLong(question)
            .putLong(page.after().key())
            .putLong(page.after().traceId().high())
            .putLong(page.after().traceId().low())
            .putLong(page.window().fromNanos())
            .putLong(page.window().toNanos());
    body.put(signature(body.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(body.array());
  }

  /// @throws QuestionException when it was not made here, is for another question, or too old
  Page read(String text, long question) {
    byte[] bytes = decoded(text);
    byte[] signature = Arrays.copyOfRange(bytes, BODY, bytes.length);
    if (!MessageDigest.isEqual(signature, signature(bytes))) {
      throw QuestionException.malformed("the cursor is not one that this server gave");
    }
    ByteBuffer body = ByteBuffer.wrap(bytes);
    long ageNanos = steadyNanos.getAsLong() - body.getLong();
    if (body.getLong() != question) {
      throw QuestionException.malformed("the cursor belongs to another search");
    }
    if (ageNanos > VALIDITY.toNanos()) {
      throw new QuestionException(410, "the cursor is older than 15 minutes, search again");
    }
    SearchCursor after =
        new SearchCursor(body.getLong(), new TraceId(body.getLong(), body.getLong()));
    return new Page(after, new TimeRange(body.getLong(), body.getLong()));
  }

  private static byte[] decoded(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == BODY + SIGNATURE) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // as wrong as one of another length
    }
    throw QuestionException.malformed("the cursor is not one that this server gave");
  }

  private byte[] signature(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(bytes, 0, BODY);
      return Arrays.copyOf(mac.doFinal(), SIGNATURE);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
