package dev.clew.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.promql.Parsed.Failed;
import dev.clew.query.promql.Parsed.Ok;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FuzzTest {
  private static final int TEXTS_PER_SEED = 100;

  private static final String TEXTS =
      "{ } ( ) [ ] , + - * / % ^ == != < <= > >= = =~ !~ @ : offset by without on ignoring"
          + " group_left group_right bool and or unless atan2 sum topk count_values start() end()"
          + " step() range() min_of max_of fill anchored smoothed inf nan 1 0755 0x1F 1e3 .5 1_000"
          + " 5m 1h30m 0s 3y a foo:bar \"x\" 'y' `z` \"\\xff\" \"\\u00e4\" a=\"b\" a=~\".+\" a[5m]"
          + " a[5m:1m] rate( abs( sum( ) # \ud83c 🎉 \u0000 \\ \" ' `";

  private static final List<String> PARTS = List.of(TEXTS.split(" "));

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

  /// What parses prints to a text that prints to itself; what fails says where.
  private static void survive(String text) {
    try {
      switch (PromQl.parse(text)) {
        case Ok(var query) -> {
          String printed = PromQl.print(query);
          assertThat(PromQl.parse(printed))
              .isInstanceOfSatisfying(
                  Ok.class, ok -> assertThat(PromQl.print(ok.query())).isEqualTo(printed));
          assertThat(PromQl.parse(PromQl.pretty(query, 10))).isInstanceOf(Ok.class);
        }
        case Failed failed -> {
          assertThat(failed.reason()).isNotEmpty();
          assertThat(failed.place().start()).isBetween(0, text.length());
          assertThat(failed.place().end()).isBetween(failed.place().start(), text.length());
        }
      }
    } catch (RuntimeException | AssertionError | StackOverflowError failure) {
      throw new AssertionError("with " + text, failure);
    }
  }

  private static String randomText(RandomGenerator random) {
    return random
        .ints(random.nextInt(40), 0, PARTS.size())
        .mapToObj(PARTS::get)
        .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
  }

  private static String mutatedQuery(RandomGenerator random) {
    StringBuilder text = new StringBuilder(new RandomPromQueries(random).query());
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
