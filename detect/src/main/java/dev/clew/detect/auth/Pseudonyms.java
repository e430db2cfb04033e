package dev.clew.detect.auth;

import dev.clew.detect.state.SipHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes in place of names, as the instrumentation library writes them: key id, colon, and
/// the first 16 bytes of an HMAC-SHA-256 in hexadecimal.
///
/// Names are folded first, so that ` Alice ` and `alice` are one account. Sessions and tokens have
/// a key of their own, derived from the same secret.
public final class Pseudonyms {
  private static final int REMEMBERED = 4_096;

  private final String keyId;
  private final byte[] key;
  private final boolean isOn;
  private final SipHash slots;
  private final Mac users;
  private final Map<String, String> recentUsers;

  /// @param keyId name of the key, as in `k1`
  /// @param key the secret; not empty
  /// @param isOn whether accounts are hidden; if not, they are only folded. Sessions and tokens are
  ///   hidden either way
  public Pseudonyms(String keyId, byte[] key, boolean isOn) {
    if (key.length == 0) {
      throw new IllegalArgumentException("the key of pseudonyms is empty");
    }
    this.keyId = keyId;
    this.key = key.clone();
    this.isOn = isOn;
    users = mac(this.key);
    ByteBuffer slotKey = ByteBuffer.wrap(hmac(this.key, "slot"));
    slots = new SipHash(slotKey.getLong(), slotKey.getLong());
    recentUsers =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
          }
        };
  }

  /// The account of a name; empty for a name without visible characters.
  public String user(String name) {
    if (name.isEmpty() || isOurs(name)) {
      return name;
    }
    String known = recentUsers.get(name);
    if (known == null) {
      String folded = fold(name);
      known = (!isOn || folded.isEmpty()) ? folded : text(users.doFinal(utf8(folded)));
      recentUsers.put(name, known);
    }
    return known;
  }

  /// A session, token or other secret; the kind keeps them apart.
  public String secret(String kind, String value) {
    return value.isEmpty() ? "" : text(hmac(hmac(key, kind), value));
  }

  /// 64 bits that stand for a text in tables; depends on the key.
  public long slot(String text) {
    return slots.hash(utf8(text));
  }

  /// Whether a text is a pseudonym under this key already, as the library sends it.
  private boolean isOurs(String text) {
    int colon = keyId.length();
    return isOn
        && text.length() == colon + 33
        && text.startsWith(keyId)
        && text.charAt(colon) == ':'
        && text.chars().skip(colon + 1L).allMatch(HexFormat::isHexDigit);
  }

  private static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  private String text(byte[] hash) {
    return keyId + ":" + HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
  }

  private static byte[] hmac(byte[] key, String text) {
    return mac(key).doFinal(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
