package dev.clew.query.promql.series;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.clew.query.promql.series.LabelMatcher.Kind;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LabelMatcherTest {
  private static final List<String> REGEX_PARTS =
      List.of("a", "b", "ab", ".*", ".+", "|", "(", ")", ".", "?", "\n");
  private static final List<String> VALUE_PARTS = List.of("a", "b", "ab", "\n", "🎉", ".");

  @Test
  void shortWaysGiveWhatTheRegularExpressionGives() {
    Seeds.forEach(
        2_000,
        random -> {
          String regex = text(random, REGEX_PARTS);
          if (isRegex(regex)) {
            Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
            LabelMatcher matcher = LabelMatcher.of("x", Kind.MATCHES, regex);
            for (int i = 0; i < 10; i++) {
              String value = text(random, VALUE_PARTS);
              assertThat(matcher.matches(value))
                  .as("%s on %s", regex, value)
                  .isEqualTo(pattern.matcher(value).matches());
            }
          }
        });
  }

  private static String text(RandomGenerator random, List<String> parts) {
    return random
        .ints(random.nextInt(6), 0, parts.size())
        .mapToObj(parts::get)
        .collect(Collectors.joining());
  }

  private static boolean isRegex(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (com.google.re2j.PatternSyntaxException _) {
      return false;
    }
  }

  @Test
  void theNegationMatchesTheOthers() {
    assertThat(LabelMatcher.of("x", Kind.MATCHES, "a|b").matches("b")).isTrue();
    assertThat(LabelMatcher.of("x", Kind.MATCHES_NOT, "a|b").matches("b")).isFalse();
    assertThat(LabelMatcher.of("x", Kind.EQUAL, "a").matches("a")).isTrue();
    assertThat(LabelMatcher.of("x", Kind.NOT_EQUAL, "a").matches("a")).isFalse();
  }

  @Test
  void valuesThatCanMatchAreListedWhereTheyAreKnown() {
    assertThat(LabelMatcher.of("x", Kind.EQUAL, "a").onlyValues()).containsExactly("a");
    assertThat(LabelMatcher.of("x", Kind.MATCHES, "(a|b|)").onlyValues())
        .containsExactlyInAnyOrder("a", "b", "");
    assertThat(LabelMatcher.of("x", Kind.MATCHES, "a.*").onlyValues()).isNull();
    assertThat(LabelMatcher.of("x", Kind.MATCHES_NOT, "a").onlyValues()).isNull();
    assertThat(LabelMatcher.of("x", Kind.NOT_EQUAL, "a").onlyValues()).isNull();
  }
}
