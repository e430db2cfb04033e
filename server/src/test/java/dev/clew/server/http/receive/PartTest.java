package dev.clew.server.http.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartTest {
  private static final long BASE_NANOS = 1_790_000_000_000_000_000L;

  @Test
  void everyRowIsInOnePart() {
    Seeds.forEach(
        100,
        random -> {
          SpanBatch batch = new RandomBatches(random, BASE_NANOS).spans(50);
          Set<Long> expected = spanIds(batch);

          Set<Long> found = new HashSet<>();
          int rows = 0;
          for (Part part : Part.split(batch, 4)) {
            found.addAll(spanIds((SpanBatch) part.batch()));
            rows += part.batch().size();
          }

          assertThat(rows).isEqualTo(batch.size());
          assertThat(found).isEqualTo(expected);
        });
  }

  @Test
  void tracesStayTogetherAcrossRequests() {
    Seeds.forEach(
        100,
        random -> {
          RandomBatches batches = new RandomBatches(random, BASE_NANOS);
          TraceId shared = batches.traceId();
          Map<TraceId, Integer> partitionOf = new HashMap<>();
          for (int request = 0; request < 3; request++) {
            SpanBatch batch = batches.spans(10);
            batches.addTrace(batch, shared);
            for (Part part : Part.split(batch, 8)) {
              SpanBatch rows = (SpanBatch) part.batch();
              for (int row = 0; row < rows.size(); row++) {
                Integer earlier = partitionOf.put(rows.traceId(row), part.partition());
                assertThat(earlier).isIn(null, part.partition());
              }
            }
          }
        });
  }

  @Test
  void logRecordsOfATraceGoWithItsSpans() {
    SpanBatch spans = new RandomBatches(Seeds.random(1), BASE_NANOS).spans(200);
    LogBatch logs = new LogBatch();
    int resource = logs.resources().endRow(0, 0, 0, 0);
    for (int span = 0; span < spans.size(); span++) {
      int row = logs.size();
      logs.traceIdHigh(row, spans.traceIdHigh(span));
      logs.traceIdLow(row, spans.traceIdLow(span));
      logs.resource(row, resource);
      logs.endRow();
    }

    assertThat(PartitionKeys.partitions(logs, 16)).isEqualTo(PartitionKeys.partitions(spans, 16));
  }

  @Test
  void logRecordsOutsideATraceGoByTheirResource() {
    LogBatch logs = new RandomBatches(Seeds.random(2), BASE_NANOS).logs(500);
    int[] partitions = PartitionKeys.partitions(logs, 16);

    Map<Integer, Set<Integer>> byResource = new HashMap<>();
    for (int row = 0; row < logs.size(); row++) {
      if ((logs.traceIdHigh(row) | logs.traceIdLow(row)) == 0) {
        byResource.computeIfAbsent(logs.resource(row), _ -> new HashSet<>()).add(partitions[row]);
      }
    }

    assertThat(byResource).hasSizeGreaterThan(5);
    assertThat(byResource.values()).allSatisfy(found -> assertThat(found).hasSize(1));
  }

  @Test
  void idsThatCountUpSpreadEvenly() {
    SpanBatch batch = new SpanBatch();
    int resource = batch.resources().endRow(0, 0, 0, 0);
    int scope = batch.scopes().endRow(0, 0, 0, 0);
    for (int i = 0; i < 8_000; i++) {
      batch.traceIdHigh(i, 0x6543_21AB_0000_0000L);
      batch.traceIdLow(i, i);
      batch.resource(i, resource);
      batch.scope(i, scope);
      batch.endRow();
    }

    List<Part> parts = Part.split(batch, 8);

    assertThat(parts).hasSize(8);
    assertThat(parts).allSatisfy(part -> assertThat(part.batch().size()).isBetween(850, 1_150));
  }

  @Test
  void aBatchOfOnePartitionIsNotCopied() {
    RandomBatches batches = new RandomBatches(Seeds.random(3), BASE_NANOS);
    SpanBatch batch = new SpanBatch();
    batches.addTrace(batch, batches.traceId());

    assertThat(Part.split(batch, 8)).singleElement().extracting(Part::batch).isSameAs(batch);
  }

  private static Set<Long> spanIds(SpanBatch batch) {
    Set<Long> ids = new HashSet<>();
    for (int row = 0; row < batch.size(); row++) {
      ids.add(batch.spanId(row));
    }
    return ids;
  }
}
