package dev.clew.server.http.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names and what their passwords are checked by, as `htpasswd` writes them: bcrypt, `{SHA}`,
/// `{SSHA}` or the password itself.
final class PasswordFile {
  /// Beyond this one check takes seconds.
  private static final int MAX_COST = 16;

  /// More bytes than these bcrypt does not look at.
  private static final int BCRYPT_BYTES = 72;

  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[abxy]?\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");
  private static final List<String> FOREIGN = List.of("$apr1$", "$1$", "$5$", "$6$", "$2");
  private static final String SHA = "{SHA}";
  private static final String SALTED_SHA = "{SSHA}";

  private final Map<String, String> hashes = new HashMap<>();

  /// Adds the lines of a text; a name that is there already changes.
  ///
  /// @param source how messages call the text
  /// @throws IllegalArgumentException naming the line that cannot be used, without what it says
  void add(String source, String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      int colon = stripped.indexOf(':');
      String wrong =
          colon <= 0
              ? "no name and password, joined by a colon"
              : wrong(stripped.substring(colon + 1));
      if (wrong != null) {
        throw new IllegalArgumentException(
            "htpasswd: line %d of %s: %s".formatted(number, source, wrong));
      }
      hashes.put(stripped.substring(0, colon), stripped.substring(colon + 1));
    }
  }

  private static @Nullable String wrong(String hash) {
    Matcher bcrypt = BCRYPT.matcher(hash);
    if (bcrypt.matches()) {
      return Integer.parseInt(bcrypt.group(1)) <= MAX_COST
          ? null
          : "the cost of bcrypt is above " + MAX_COST;
    }
    if (FOREIGN.stream().anyMatch(hash::startsWith)) {
      return "a kind of hash that Clew does not take, use bcrypt (htpasswd -B)";
    }
    boolean isBroken =
        hash.startsWith(SHA)
            ? decoded(hash, SHA).length != 20
            : hash.startsWith(SALTED_SHA) && decoded(hash, SALTED_SHA).length <= 20;
    return isBroken ? "not the Base64 of a SHA-1" : null;
  }

  boolean isEmpty() {
    return hashes.isEmpty();
  }

  /// Whether that is the password of that name. As slow for a name that is not there as for one
  /// that is, so that nobody learns the names.
  boolean matches(String name, String password) {
    String hash = hashes.get(name);
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (hash != null) {
      return matches(bytes, hash);
    }
    for (String other : hashes.values()) {
      if (BCRYPT.matcher(other).matches()) {
        var _ = matches(bytes, other);
        return false;
      }
    }
    return false;
  }

  private static boolean matches(byte[] password, String hash) {
    if (BCRYPT.matcher(hash).matches()) {
      return BCrypt.verifyer()
          .verify(
              Arrays.copyOf(password, Math.min(password.length, BCRYPT_BYTES)),
              hash.getBytes(StandardCharsets.US_ASCII))
          .verified;
    }
    if (hash.startsWith(SHA)) {
      return MessageDigest.isEqual(sha(password, new byte[0]), decoded(hash, SHA));
    }
    if (hash.startsWith(SALTED_SHA)) {
      byte[] both = decoded(hash, SALTED_SHA);
      byte[] salt = Arrays.copyOfRange(both, 20, both.length);
      return MessageDigest.isEqual(sha(password, salt), Arrays.copyOf(both, 20));
    }
    return MessageDigest.isEqual(password, hash.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha(byte[] password, byte[] salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(password);
      return digest.digest(salt);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] decoded(String hash, String prefix) {
    try {
      return Base64.getDecoder().decode(hash.substring(prefix.length()));
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
