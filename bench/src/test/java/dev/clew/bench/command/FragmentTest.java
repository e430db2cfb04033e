package dev.clew.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.bench.measure.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentTest {
  @Test
  void eachKindOfRunHasItsTable() {
    String ingest =
        new Evidence("ingest")
            .put("processor", "made")
            .put("target", "clew")
            .put("spansPerCpuSecond", 123_456.0)
            .json();
    String crash = new Evidence("crash").put("rounds", 100L).put("lost", 0L).json();

    String text = Fragment.of(List.of(ingest, crash));

    assertThat(text)
        .contains("### Taking spans", "| clew |", "123,500", "### Crashes", "| 100 |  |  | 0 |")
        .doesNotContain("### Query canon");
  }
}
