package dev.clew.detect.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PseudonymsTest {
  private final Pseudonyms pseudonyms =
      new Pseudonyms("k1", "dev-key".getBytes(StandardCharsets.UTF_8), true);

  @Test
  void theyEqualThoseOfTheLibrary() {
    assertThat(pseudonyms.user("alice")).isEqualTo("k1:f90cec1f86f5dfc210d2cf35d2e3dc2a");
    assertThat(pseudonyms.user(" Alice ")).isEqualTo(pseudonyms.user("alice"));
    assertThat(pseudonyms.user("ALICE@Example.org"))
        .isEqualTo("k1:5812f889d9986b2704e24298efc7021f");
    assertThat(pseudonyms.user("用户")).isEqualTo("k1:1aa4b65b2772a24bab933071bb633401");
    assertThat(pseudonyms.user("ﬁne")).isEqualTo("k1:411a2de5031dc232fafc0de552bbee20");
  }

  @Test
  void oneThatIsOneAlreadyStaysAsItIs() {
    String hash = pseudonyms.user("alice");

    assertThat(pseudonyms.user(hash)).isEqualTo(hash);
    assertThat(pseudonyms.user("k2:f90cec1f86f5dfc210d2cf35d2e3dc2a")).isNotEqualTo(hash);
  }

  @Test
  void switchedOffNamesAreOnlyFoldedAndSessionsStillHidden() {
    Pseudonyms clear = new Pseudonyms("k1", "dev-key".getBytes(StandardCharsets.UTF_8), false);

    assertThat(clear.user(" Alice ")).isEqualTo("alice");
    assertThat(clear.secret("session", "abc")).startsWith("k1:").doesNotContain("abc");
  }

  @Test
  void kindsOfSecretsDoNotMeet() {
    assertThat(pseudonyms.secret("session", "x")).isNotEqualTo(pseudonyms.secret("token", "x"));
  }
}
