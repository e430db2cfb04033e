package dev.clew.pipeline.tailsampling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.TraceId;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class HashThresholdTest {

  @Test
  void hashesAreThoseOfTheCollector() throws IOException {
    for (Object item : (List<?>) vectors("probabilistic")) {
      Map<?, ?> vector = (Map<?, ?>) item;
      TraceId id = Objects.requireNonNull(TraceId.parse(text(vector, "trace_id")));

      long hash =
          HashThreshold.hash(HashThreshold.begin(text(vector, "salt")), id.high(), id.low());

      assertThat(Long.toUnsignedString(hash)).isEqualTo(text(vector, "fnv1a64"));
      assertThat(isSampled(text(vector, "salt"), 10, id)).isEqualTo(vector.get("sampled_at_10pct"));
      assertThat(isSampled(text(vector, "salt"), 50, id)).isEqualTo(vector.get("sampled_at_50pct"));
    }
  }

  private static boolean isSampled(String salt, double percentage, TraceId id) {
    Trace trace =
        new Trace(VotingRules.STANDARD, new PolicySpec.Probabilistic(salt, percentage)).id(id);
    return trace.vote() == Vote.SAMPLED;
  }

  @Test
  void thresholdsAreThoseOfTheCollector() throws IOException {
    Map<?, ?> thresholds = (Map<?, ?>) vectors("thresholds");
    assertThat(thresholds).hasSizeGreaterThan(10);
    thresholds.forEach((percentage, threshold) ->
        assertThat(
                Long.toUnsignedString(
                    HashThreshold.threshold(Double.parseDouble(percentage.toString()))))
            .as("%s %%", percentage)
            .isEqualTo(threshold));
  }

  @Test
  void anEmptySaltIsTheStandardOne() {
    TraceId kept = new TraceId(-1, -1);
    TraceId dropped = Objects.requireNonNull(TraceId.parse("4bf92f3577b34da6a3ce929d0e0e4736"));

    assertThat(isSampled("", 10, kept)).isTrue();
    assertThat(isSampled("", 10, dropped)).isFalse();
  }

  private static Object vectors(String name) throws IOException {
    String json = Files.readString(TestData.require("collector/derived/vectors.json"));
    Map<?, ?> all = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json);
    return Objects.requireNonNull(all.get(name));
  }

  private static String text(Map<?, ?> vector, String key) {
    return String.valueOf(vector.get(key));
  }
}
