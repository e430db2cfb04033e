package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.traceql.Parsed.Ok;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FuzzTest {
  private static final int TEXTS_PER_SEED = 100;

  private static final List<String> PARTS =
      List.of(
          "{",
          "}",
          "(",
          ")",
          "|",
          "||",
          "&&",
          "=",
          "!=",
          "=~",
          "!~",
          ">",
          ">>",
          "!<<",
          "&~",
          "!",
          "-",
          "+",
          "*",
          "/",
          "^",
          "%",
          ",",
          " ",
          "\n",
          "//",
          "/*",
          "\"",
          "`",
          "\\",
          ".a",
          "span.b",
          "name",
          "duration",
          "span:id",
          "nil",
          "true",
          "ok",
          "1",
          "1.5",
          "1h30m",
          "\"x\"",
          "{}",
          "rate()",
          "count()",
          "avg(.a)",
          "by(.a)",
          "select(.a)",
          "coalesce()",
          "compare({})",
          "topk(1)",
          "quantile_over_time(.a, .5)",
          "with(a=1)",
          "parent.",
          ".\"a b\"",
          "\ud83c",
          "🎉",
          "\u0000",
          "minInt",
          "9223372036854775807",
          "1e400",
          "\"(a|b)*\"");

  @Test
  void randomTextNeverCrashes() {
    Seeds.forEach(100, random -> survive(random, FuzzTest::randomText));
  }

  @Test
  void mutatedQueriesNeverCrash() {
    Seeds.forEach(100, random -> survive(random, FuzzTest::mutatedQuery));
  }

  private interface Texts {
    String next(RandomGenerator random);
  }

  private static void survive(RandomGenerator random, Texts texts) {
    List<String> all = Stream.generate(() -> texts.next(random)).limit(TEXTS_PER_SEED).toList();
    SmallStack.run(() -> all.forEach(FuzzTest::survive));
  }

  /// Reads the text in every way; what parses prints and reads again.
  private static void survive(String text) {
    try {
      TraceQl.lenient(text);
      TraceQl.field(text);
      if (TraceQl.parse(text) instanceof Ok(var query)) {
        assertThat(Trees.of(TraceQl.print(query))).isEqualTo(query);
      }
    } catch (RuntimeException | AssertionError | StackOverflowError failure) {
      throw new AssertionError("with " + text, failure);
    }
  }

  private static String randomText(RandomGenerator random) {
    return random
        .ints(random.nextInt(60), 0, PARTS.size())
        .mapToObj(PARTS::get)
        .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
  }

  private static String mutatedQuery(RandomGenerator random) {
    StringBuilder text = new StringBuilder(TraceQl.print(new RandomQueries(random).query()));
    for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }
}
