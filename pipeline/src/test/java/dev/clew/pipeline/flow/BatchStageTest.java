package dev.clew.pipeline.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Batch;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchStageTest {
  private final List<Batch> out = new ArrayList<>();

  @Test
  void whatIsNotTooLargePassesAsItIs() {
    SpanBatch spans = new RandomBatches(Seeds.random(1), 0).spans(5);

    stage(0).accept(spans, Arrival.of(1, 1));
    stage(10_000).accept(spans, Arrival.of(1, 1));

    assertThat(out).containsExactly(spans, spans);
  }

  @Test
  void whatIsTooLargeIsSplitInItsOrder() {
    Seeds.forEach(
        50,
        random -> {
          out.clear();
          SpanBatch spans = new RandomBatches(random, 0).spans(20);
          int max = 1 + random.nextInt(spans.size());
          stage(max).accept(spans, Arrival.of(1, 1));

          assertThat(out).allSatisfy(part -> assertThat(part.size()).isBetween(1, max));
          assertThat(ids(out)).isEqualTo(ids(List.of(spans)));
        });
  }

  private static List<String> ids(List<Batch> batches) {
    List<String> ids = new ArrayList<>();
    for (Batch batch : batches) {
      SpanBatch spans = (SpanBatch) batch;
      for (int row = 0; row < spans.size(); row++) {
        ids.add(spans.traceId(row) + "/" + spans.spanId(row));
      }
    }
    return ids;
  }

  private BatchStage stage(int maxRows) {
    return new BatchStage(
        new BatchOptions(Duration.ofMillis(200), 0, maxRows), (batch, _) -> out.add(batch));
  }
}
