package dev.clew.query.promql.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.promql.Parsed;
import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.run.StopSignal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnnotationsTest {
  private static QueryOutcome.Answer answer(String text) {
    MemorySeries data = new MemorySeries();
    for (int i = 0; i < 13; i++) {
      data.add(Labels.of(Labels.NAME, "metric" + i), 10_000, 1);
      data.add(Labels.of(Labels.NAME, "metric" + i), 20_000, 2);
    }
    Parsed.Ok parsed = (Parsed.Ok) PromQl.parse(text);
    PromQuery query = PromQuery.at(parsed.query(), text, 20_000);
    PromEngine engine = new PromEngine(data, QueryLimits.DEFAULT);
    return (QueryOutcome.Answer) engine.run(query, StopSignal.NEVER);
  }

  @Test
  void moreThanTenAreCounted() {
    List<String> infos = answer("sum by (x) (rate({__name__=~\"metric.*\"}[1m]))").infos();

    assertThat(infos).hasSize(11);
    assertThat(infos.getLast()).isEqualTo("3 more info annotations omitted");
  }

  @Test
  void placesAreLinesAndColumnsInBytes() {
    List<String> infos =
        answer("# ä\nlabel_replace(\n rate(metric1[1m]), 'ä', '', '', '')").infos();

    assertThat(infos)
        .containsExactly(
            "PromQL info: metric might not be a counter, name does not end in"
                + " _total/_sum/_count/_bucket: \"metric1\" (3:7)");
  }

  @Test
  void ofOneTextTheLastPlaceCounts() {
    List<String> warnings = answer("quantile(2, metric1) + quantile(2, metric2)").warnings();

    assertThat(warnings)
        .containsExactly("PromQL warning: quantile value should be between 0 and 1, got 2 (1:33)");
  }

  @Test
  void aCleanQueryHasNone() {
    assertThat(answer("sum(metric1)").warnings()).isEmpty();
    assertThat(answer("sum(metric1)").infos()).isEmpty();
  }
}
