package dev.clew.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Batch;
import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.testkit.Seeds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ShardRunnerTest {
  private static final Shard.Entrance TRACES = new Shard.Entrance("", Signal.TRACES);

  @Test
  void recordsAndTimeComeInOrder() throws InterruptedException {
    Recorder stage = new Recorder();
    List<Long> done = Collections.synchronizedList(new ArrayList<>());
    ShardRunner runner = runner(stage, done);
    runner.start();

    runner.offer("", spans(1), Arrival.of(0, 10));
    runner.offer("", spans(2), Arrival.of(1, 20));
    runner.close();

    assertThat(stage.seen).containsExactly("to 10", "1 rows", "to 20", "2 rows");
    assertThat(done).containsExactly(0L, 1L);
  }

  @Test
  void timePassesWithoutRecords() throws InterruptedException {
    Recorder stage = new Recorder();
    ShardRunner runner = runner(stage, new ArrayList<>());
    runner.start();

    runner.reached(500);

    assertThat(stage.advanced.await(10, TimeUnit.SECONDS)).isTrue();
    runner.close();
    assertThat(stage.seen).containsExactly("to 500");
  }

  @Test
  void aCutSeesWholeRecordsOnly() {
    Seeds.forEach(
        20,
        random -> {
          Recorder stage = new Recorder();
          List<Long> done = Collections.synchronizedList(new ArrayList<>());
          ShardRunner runner = runner(stage, done);
          runner.start();
          for (int offset = 0; offset < 200; offset++) {
            runner.offer("", spans(1 + random.nextInt(3)), Arrival.of(offset, offset));
          }

          List<Integer> cuts = new ArrayList<>();
          byte[] state = runner.cut(() -> cuts.add(done.size()), (saved, _) -> saved);
          Recorder other = new Recorder();
          runner(other, new ArrayList<>()).restore(state);
          runner.close();

          assertThat(other.records).isEqualTo(cuts.getFirst());
          assertThat(done).hasSize(200);
        });
  }

  @Test
  void aStateOfAnotherConfigurationIsDropped() {
    Recorder stage = new Recorder();
    ShardRunner runner = runner(stage, new ArrayList<>());
    runner.replay("", spans(1), Arrival.of(0, 10));
    byte[] state = runner.cut(() -> {}, (saved, _) -> saved);
    Recorder other = new Recorder();
    Shard changed =
        new Shard(
            Map.of(TRACES, List.of(other)),
            List.of(new Shard.Member("recorder", "changed", other)));

    assertThat(changed.restore(state)).containsExactly("recorder");
    assertThat(other.records).isZero();
  }

  @Test
  void aStateIsTakenOverOnce() {
    ShardRunner runner = runner(new Recorder(), new ArrayList<>());
    byte[] state = runner.cut(() -> {}, (saved, _) -> saved);
    ShardRunner other = runner(new Recorder(), new ArrayList<>());
    other.restore(state);

    assertThatThrownBy(() -> other.restore(state)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailingPipelineLeavesTheOthersAlone() {
    Recorder stage = new Recorder();
    Stage failing =
        (_, _) -> {
          throw new IllegalStateException("on purpose");
        };
    Shard shard = new Shard(Map.of(TRACES, List.of(failing, stage)), List.of());

    shard.accept("", spans(3), Arrival.of(0, 1));

    assertThat(stage.seen).containsExactly("3 rows");
    assertThat(shard.failures()).isEqualTo(1);
  }

  @Test
  void muchThatWaitsIsPressure() {
    ShardRunner runner = runner(new Recorder(), new ArrayList<>());

    assertThat(runner.isBehind()).isFalse();
    runner.offer("", spans(20_000), Arrival.of(0, 1));

    assertThat(runner.isBehind()).isTrue();
  }

  private static ShardRunner runner(Recorder stage, List<Long> done) {
    Shard shard =
        new Shard(Map.of(TRACES, List.of(stage)), List.of(new Shard.Member("recorder", "", stage)));
    return new ShardRunner("test-shard", shard, done::add, 1 << 20);
  }

  private static SpanBatch spans(int rows) {
    SpanBatch spans = new SpanBatch();
    for (int row = 0; row < rows; row++) {
      spans.spanId(row, row + 1);
      spans.endRow();
    }
    return spans;
  }

  /// Notes what it is given; its state is how many records it has seen.
  private static final class Recorder implements Stage {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch advanced = new CountDownLatch(1);
    private int records;

    @Override
    public void accept(Batch batch, Arrival arrival) {
      records++;
      seen.add(batch.size() + " rows");
    }

    @Override
    public void advance(long instantNanos) {
      if (instantNanos > 0) {
        seen.add("to " + instantNanos);
        advanced.countDown();
      }
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeInt(records);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      records = in.readInt();
    }
  }
}
