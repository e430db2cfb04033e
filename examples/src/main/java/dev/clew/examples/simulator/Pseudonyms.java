package dev.clew.examples.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes that stand for names and session ids, so that no clear one leaves the process.
///
/// `k1:` and the first 16 bytes of HMAC-SHA-256 in hex. Names are normalised first; other kinds use
/// a key derived by their kind.
final class Pseudonyms {
  private static final int KEPT_BYTES = 16;

  private final Mac names;
  private final Mac sessions;

  Pseudonyms(String key) {
    names = mac(bytes(key));
    sessions = mac(names.doFinal(bytes("session")));
  }

  String ofName(String name) {
    String normal = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
    return hash(names, normal.toLowerCase(Locale.ROOT));
  }

  String ofSession(String id) {
    return hash(sessions, id);
  }

  private static String hash(Mac mac, String value) {
    return "k1:" + HexFormat.of().formatHex(mac.doFinal(bytes(value)), 0, KEPT_BYTES);
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
