package dev.clew.query.promql.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class LabelsTest {
  private static final List<String> TEXTS =
      List.of("a", "b", "aa", "é", "\uffee", "🎉", "z", "_", "A");

  @Test
  void labelsAreInTheOrderOfTheirNames() {
    Labels labels = Labels.of("b", "1", "a", "2", "", "3");

    assertThat(labels.toString()).isEqualTo("{=\"3\", a=\"2\", b=\"1\"}");
    assertThat(labels).isEqualTo(Labels.of("a", "2", "b", "1", "", "3"));
  }

  @Test
  void anEmptyValueIsNoLabel() {
    assertThat(Labels.of("a", "")).isEqualTo(Labels.EMPTY);
    assertThat(Labels.of("a", "1").get("b")).isEmpty();
  }

  @Test
  void labelsAreKeptOrRemovedByName() {
    Labels labels = Labels.of("a", "1", "b", "2", "c", "3");

    assertThat(labels.keeping(List.of("a", "c", "x"))).isEqualTo(Labels.of("a", "1", "c", "3"));
    assertThat(labels.without(List.of("a", "c", "x"))).isEqualTo(Labels.of("b", "2"));
  }

  @Test
  void orderIsThatOfBytes() {
    Seeds.forEach(
        1_000,
        random -> {
          String a = any(random);
          String b = any(random);
          int bytes =
              Arrays.compareUnsigned(
                  a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

          int order = Labels.of("x", a).compareTo(Labels.of("x", b));

          assertThat(Integer.signum(order)).as("%s, %s", a, b).isEqualTo(Integer.signum(bytes));
        });
  }

  private static String any(RandomGenerator random) {
    return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
