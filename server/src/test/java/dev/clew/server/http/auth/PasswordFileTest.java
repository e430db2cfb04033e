package dev.clew.server.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordFileTest {
  private final PasswordFile passwords = new PasswordFile();

  @ParameterizedTest
  @CsvSource({
    "U*U,$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "U*U,$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "password,{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
    "open sesame,open sesame",
    "a:b,a:b"
  })
  void thePasswordMatchesAndNoOther(String password, String hash) {
    passwords.add("test", "ann:" + hash);

    assertThat(passwords.matches("ann", password)).isTrue();
    assertThat(passwords.matches("ann", password + "x")).isFalse();
    assertThat(passwords.matches("ann", "")).isFalse();
    assertThat(passwords.matches("bob", password)).isFalse();
  }

  @Test
  void theHashItselfIsNoPassword() {
    passwords.add("test", "ann:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=");

    assertThat(passwords.matches("ann", "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=")).isFalse();
  }

  @Test
  void saltedSumsMatch() throws Exception {
    byte[] salt = {1, 2, 3, 4};
    java.security.MessageDigest sha = java.security.MessageDigest.getInstance("SHA-1");
    sha.update("secret".getBytes(StandardCharsets.UTF_8));
    byte[] sum = sha.digest(salt);
    byte[] both = java.util.Arrays.copyOf(sum, 24);
    System.arraycopy(salt, 0, both, 20, 4);
    passwords.add("test", "ann:{SSHA}" + Base64.getEncoder().encodeToString(both));

    assertThat(passwords.matches("ann", "secret")).isTrue();
    assertThat(passwords.matches("ann", "Secret")).isFalse();
  }

  @Test
  void bcryptLooksAtSeventyTwoBytes() {
    byte[] long72 = "p".repeat(72).getBytes(StandardCharsets.UTF_8);
    passwords.add(
        "test",
        "ann:" + new String(BCrypt.withDefaults().hash(4, long72), StandardCharsets.US_ASCII));

    assertThat(passwords.matches("ann", "p".repeat(90))).isTrue();
    assertThat(passwords.matches("ann", "p".repeat(71))).isFalse();
  }

  @Test
  void commentsAndEmptyLinesArePassedOverAndTheLastOfANameCounts() {
    passwords.add("file", "# people\n\nann:first\n  bob:b  \n");
    passwords.add("inline", "ann:second");

    assertThat(passwords.matches("ann", "first")).isFalse();
    assertThat(passwords.matches("ann", "second")).isTrue();
    assertThat(passwords.matches("bob", "b")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        ":x",
        "ann:$apr1$salt$hash",
        "ann:$6$salt$hash",
        "ann:$2y$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "ann:$2y$05$short",
        "ann:{SHA}!",
        "ann:{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g="
      })
  void whatCannotBeCheckedIsRefusedByItsLineWithoutItsText(String line) {
    assertThatThrownBy(() -> passwords.add("people.txt", "bob:b\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("htpasswd: line 2 of people.txt: ")
        .message()
        .doesNotContain("ann", "CCCC", "salt");
  }
}
