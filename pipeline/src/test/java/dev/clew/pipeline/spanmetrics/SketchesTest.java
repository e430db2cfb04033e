package dev.clew.pipeline.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class SketchesTest {
  @Test
  void frequentValuesAreKeptAndTheirErrorIsTold() {
    Seeds.forEach(
        100,
        random -> {
          FrequentValues values = new FrequentValues(32);
          Map<String, Long> exact = new HashMap<>();
          int total = 5_000;
          for (int i = 0; i < total; i++) {
            String text = text(random);
            exact.merge(text, 1L, Long::sum);
            values.add(hash(text), () -> text);
          }

          for (FrequentValues.Frequent each : values.values()) {
            long count = exact.getOrDefault(each.text(), 0L);
            assertThat(each.count()).isGreaterThanOrEqualTo(count);
            assertThat(each.count() - each.error()).isLessThanOrEqualTo(count);
          }
          assertThat(values.values().stream().mapToLong(FrequentValues.Frequent::count).sum())
              .isEqualTo(total);
          exact.forEach((text, count) -> {
            if (count > total / 32) {
              assertThat(values.values()).anyMatch(each -> each.text().equals(text));
            }
          });
        });
  }

  private static String text(RandomGenerator random) {
    return random.nextInt(3) == 0 ? "often" + random.nextInt(5) : "rare" + random.nextInt(3_000);
  }

  private static long hash(String text) {
    return dev.clew.pipeline.series.TextPool.hash(text, 5);
  }

  @Test
  void savedFrequentValuesGoOnAsIfNothingHadHappened() {
    Seeds.forEach(
        50,
        random -> {
          FrequentValues undisturbed = new FrequentValues(16);
          FrequentValues restarted = new FrequentValues(16);
          for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            undisturbed.add(hash(text), () -> text);
            restarted.add(hash(text), () -> text);
            if (random.nextInt(300) == 0) {
              ByteArrayOutputStream bytes = new ByteArrayOutputStream();
              restarted.save(new DataOutputStream(bytes));
              restarted = new FrequentValues(16);
              restarted.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            }
          }

          assertThat(restarted.values()).isEqualTo(undisturbed.values());
        });
  }

  @Test
  void frequenciesAreNeverTooLowAndSeldomMuchTooHigh() {
    Seeds.forEach(
        20,
        random -> {
          Frequencies frequencies = new Frequencies();
          Map<Long, Long> exact = new HashMap<>();
          int total = 50_000;
          for (int i = 0; i < total; i++) {
            long hash = hash("value" + random.nextInt(20_000));
            exact.merge(hash, 1L, Long::sum);
            frequencies.add(hash);
          }

          long far = 0;
          for (Map.Entry<Long, Long> each : exact.entrySet()) {
            long count = frequencies.count(each.getKey());
            assertThat(count).isGreaterThanOrEqualTo(each.getValue());
            far += count - each.getValue() > total * 0.0014 ? 1 : 0;
          }
          assertThat(far).isLessThan(exact.size() / 50);
        });
  }
}
