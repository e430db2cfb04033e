package dev.clew.pipeline.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class RegexTest {
  @Test
  void isFoundAnywhere() {
    assertThat(Regex.compile("auth\\..*").isFoundIn("preauth.x")).isTrue();
    assertThat(Regex.compile("^auth").isFoundIn("preauth.x")).isFalse();
    assertThat(Regex.compile("").isFoundIn("")).isTrue();
  }

  /// On patterns without what the two libraries understand differently, they must agree.
  @Test
  void agreesWithAnotherLibraryOnPlainPatterns() {
    int[] found = new int[2];
    Seeds.forEach(
        3_000,
        random -> {
          String pattern = pattern(random, 3);
          Regex regex = Regex.compile(pattern);
          Pattern other = Pattern.compile(pattern);
          for (int i = 0; i < 5; i++) {
            String text = text(random);
            boolean expected = other.matcher(text).find();
            assertThat(regex.isFoundIn(text)).as("%s in %s", pattern, text).isEqualTo(expected);
            found[expected ? 1 : 0]++;
          }
        });
    assertThat(found[0]).isGreaterThan(1_000);
    assertThat(found[1]).isGreaterThan(1_000);
  }

  private static String pattern(RandomGenerator random, int depth) {
    return switch (depth == 0 ? random.nextInt(4) : random.nextInt(10)) {
      case 0, 1 -> Character.toString('a' + random.nextInt(3));
      case 2 -> random.nextBoolean() ? "." : "[ab]";
      case 3 -> random.nextBoolean() ? "[^a]" : "\\.";
      case 4 -> "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
      case 5 -> "(?:" + pattern(random, depth - 1) + ")" + "*+?".charAt(random.nextInt(3));
      case 6 -> "(?:" + pattern(random, depth - 1) + "){1," + (1 + random.nextInt(3)) + "}";
      case 7 -> "^" + pattern(random, depth - 1);
      default -> pattern(random, depth - 1) + pattern(random, depth - 1);
    };
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append("abc.".charAt(random.nextInt(4)));
    }
    return text.toString();
  }

  @Test
  void whatWouldTakeAllMemoryIsRefusedBeforeItIsCompiled() {
    for (String pattern :
        List.of(
            "((a{1000}){1000}){1000}",
            "(((a{99}){99}){99}){99}",
            "(".repeat(10_000) + ")".repeat(10_000),
            "\\pL{1000}",
            "a".repeat(100_000))) {
      Assertions.assertTimeout(
          Duration.ofSeconds(2),
          () ->
              assertThatThrownBy(() -> Regex.compile(pattern))
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageStartingWith("error parsing regexp: "));
    }
  }

  @Test
  void malformedPatternsAreRefusedInGosWords() {
    assertThatThrownBy(() -> Regex.compile("(\\W|^)stock\\stips(\\W|$"))
        .hasMessage("error parsing regexp: missing closing ): `(\\W|^)stock\\stips(\\W|$`");
  }

  @Test
  void groupsAreTakenByNumberAndName() {
    Regex regex = Regex.compile("^(?P<scheme>[a-z]+)://(?P<host>[^/]*)(?P<port>:\\d+)?");

    assertThat(regex.groups()).containsExactly("scheme", "host", "port");
    assertThat(regex.firstGroups("http://example.com/x"))
        .containsExactly("http", "example.com", "");
    assertThat(regex.firstGroups("no url")).isNull();
  }

  @Test
  void referencesOfReplacementsAreThoseOfGo() {
    Regex regex = Regex.compile("(?P<first>a)(b)?");

    assertThat(replaced(regex, "ab a", "<$1$2>")).isEqualTo("<ab> <a>");
    assertThat(replaced(regex, "ab", "${first}!")).isEqualTo("a!");
    assertThat(replaced(regex, "ab", "$first!")).isEqualTo("a!");
    assertThat(replaced(regex, "ab", "$firstx")).isEmpty();
    assertThat(replaced(regex, "ab", "$9-$$1-$-${1")).isEqualTo("-$1-$-${1");
    assertThat(replaced(regex, "xyz", "-")).isEqualTo("xyz");
    assertThat(replaced(Regex.compile("x*"), "abc", "-")).isEqualTo("-a-b-c-");
  }

  private static String replaced(Regex regex, String text, String template) {
    return regex.replaceIn(text, Replacement.parse(template));
  }
}
