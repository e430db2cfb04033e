package dev.clew.server.api;

import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.query.run.SearchCursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Places in answers as text that clients hand back. Signed with a key of this process, so that
/// nobody can make one up, and bound to the question that it was given for.
public final class PageCursors {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BODY = 8 * Long.BYTES;
  private static final int SIGNATURE = 16;

  private final SecretKeySpec key;
  private final InstantSource ages;

  PageCursors(byte[] key, InstantSource ages) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.ages = ages;
  }

  /// With a key that nobody knows and that ends with the process.
  ///
  /// @param ages tells the age of a cursor, so it should be steady
  public static PageCursors ofThisProcess(InstantSource ages) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new PageCursors(key, ages);
  }

  /// Where a page starts.
  ///
  /// @param snapshot of the view that all pages are read from
  /// @param window that the search had from its first page on
  public record Page(long snapshot, SearchCursor after, TimeRange window) {}

  /// A number that differs for different questions.
  public static long fingerprint(List<String> question) {
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
  public String write(Page page, long question) {
    ByteBuffer body =
        ByteBuffer.allocate(BODY + SIGNATURE)
            .putLong(ages.millis())
            .putLong(question)
            .putLong(page.snapshot())
            .putLong(page.after().key())
            .putLong(page.after().traceId().high())
            .putLong(page.after().traceId().low())
            .putLong(page.window().fromNanos())
            .putLong(page.window().toNanos());
    body.put(signature(body.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(body.array());
  }

  /// The page that a request asks for by the parameter `cursor`; null for the first.
  ///
  /// @throws QuestionException as [#read]
  public @Nullable Page asked(Parameters parameters, long question) {
    String cursor = parameters.text("cursor");
    return cursor.isEmpty() ? null : read(cursor, question);
  }

  /// @throws QuestionException when it was not made here, is for another question, or too old
  Page read(String text, long question) {
    byte[] bytes = decoded(text);
    byte[] signature = Arrays.copyOfRange(bytes, BODY, bytes.length);
    if (!MessageDigest.isEqual(signature, signature(bytes))) {
      throw notOurs();
    }
    ByteBuffer body = ByteBuffer.wrap(bytes);
    long ageMillis = ages.millis() - body.getLong();
    if (body.getLong() != question) {
      throw QuestionException.malformed("the cursor belongs to another search");
    }
    if (ageMillis > Snapshots.VALIDITY.toMillis()) {
      throw QuestionException.expired(
          "the cursor is older than 15 minutes, search again without it");
    }
    long snapshot = body.getLong();
    SearchCursor after =
        new SearchCursor(body.getLong(), new TraceId(body.getLong(), body.getLong()));
    return new Page(snapshot, after, new TimeRange(body.getLong(), body.getLong()));
  }

  private static QuestionException notOurs() {
    return QuestionException.malformed(
        "the cursor is not one that this server gave since its start, search again without it");
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
    throw notOurs();
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
