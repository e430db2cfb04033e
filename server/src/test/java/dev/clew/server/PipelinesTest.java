package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ingest.log.Entry;
import dev.clew.ingest.log.FileLog;
import dev.clew.ingest.log.LogOptions;
import dev.clew.model.Batch;
import dev.clew.model.Projection;
import dev.clew.model.RowMapping;
import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.run.Shard;
import dev.clew.server.http.receive.Durable;
import dev.clew.store.Checkpoint;
import dev.clew.store.Store;
import dev.clew.store.StoreOptions;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.Seeds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pipeline that holds rows back for a while, by reference to the log as a tail sampler does, cut
/// off at any moment.
final class PipelinesTest {
  private static final Duration WAIT = Duration.ofMillis(50);

  @TempDir Path folder;

  @Test
  void everyRecordIsPutOutOnceOverAnyNumberOfCrashes() {
    Seeds.forEach(
        8,
        random -> {
          FakeClock clock = new FakeClock(Instant.parse("2026-11-20T10:00:00Z"));
          Path data = folder.resolve("seed-" + random.nextInt(1, 1 << 30));
          long appended = 0;
          for (int crash = 0; crash < 4; crash++) {
            Path survivor = data.resolveSibling(data.getFileName() + "-");
            appended = run(data, survivor, clock, random, appended);
            data = survivor;
          }

          checkFinished(data, clock, appended);
        });
  }

  /// Appends records while time passes and seals now and then; leaves what a crash would.
  private static long run(
      Path data, Path survivor, FakeClock clock, RandomGenerator random, long from) {
    long next = from;
    try (Running running = new Running(data, clock)) {
      for (int step = 0; step < 60; step++) {
        if (random.nextInt(3) > 0) {
          running.append(++next);
        }
        clock.advance(Duration.ofMillis(random.nextInt(30)));
        if (random.nextInt(10) == 0) {
          running.store.sealNow();
        }
      }
      copy(data, survivor);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return next;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void checkFinished(Path data, FakeClock clock, long appended) {
    try (Running running = new Running(data, clock)) {
      clock.advance(WAIT.multipliedBy(4));
      running.append(0);
      running.pipelines.close();
      running.store.sealNow();

      assertThat(running.store.size().rows()).isEqualTo(appended);
      try (TraceView view = running.store.view(Duration.ofSeconds(30))) {
        List<TraceId> ids =
            LongStream.rangeClosed(1, appended).mapToObj(id -> new TraceId(0, id)).toList();
        assertThat(view.traces(ids, Projection.EVERYTHING).size()).isEqualTo((int) appended);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Store, log and pipelines on one folder, put together as the server does.
  private static final class Running implements AutoCloseable {
    private final AtomicReference<Pipelines> holder = new AtomicReference<>();
    private final Store store;
    private final FileLog log;
    private final Pipelines pipelines;

    Running(Path data, FakeClock clock) {
      store =
          Store.open(
              data.resolve("store"),
              StoreOptions.defaults().sealing(1_000_000, Duration.ofDays(1)),
              clock,
              clock::steadyNanos,
              (partition, cut) -> {
                Pipelines known = holder.get();
                return known == null
                    ? Checkpoint.Source.NONE.cut(partition, cut)
                    : known.cut(partition, cut);
              },
              (_, _) -> {});
      log =
          FileLog.open(
              data.resolve("log"),
              LogOptions.defaults(),
              clock,
              clock::steadyNanos,
              store.sealedOffset(0));
      log.commit(0, store.neededOffset(0));
      pipelines = new Pipelines(store, 1, this::shard);
      holder.set(pipelines);
      log.read(
          0,
          store.neededOffset(0),
          (partition, offset, written, entry) -> {
            long id = ByteBuffer.wrap(entry.copyPayload()).getLong();
            pipelines.replay(span(id), new Durable(partition, offset, written, ""));
            return true;
          });
      pipelines.start(log);
    }

    private Shard shard(int partition) {
      Stage end =
          (batch, arrival) -> {
            if (!arrival.isRecall()) {
              store.append(batch, partition, arrival.offset());
            }
          };
      Stage delay = new Delay(end);
      return new Shard(
          Map.of(new Shard.Entrance("", Signal.TRACES), List.of(delay)),
          List.of(new Shard.Member("delay", "", delay), new Shard.Member("end", "", end)));
    }

    /// Adds a record of one span; 0 for one without.
    void append(long id) {
      byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
      log.append(
              0,
              Entry.of(Signal.TRACES, (byte) 1, "", 0, payload),
              (offset, written) -> pipelines.append(span(id), new Durable(0, offset, written, "")))
          .join();
    }

    private static SpanBatch span(long id) {
      SpanBatch batch = new SpanBatch();
      if (id != 0) {
        batch.resources().endRow(0, 0, 0, 0);
        batch.scopes().endRow(0, 0, 0, 0);
        batch.traceIdLow(0, id);
        batch.spanId(0, id);
        batch.endRow();
      }
      return batch;
    }

    @Override
    public void close() {
      log.close();
      pipelines.close();
      store.close();
    }
  }

  /// Puts out each span when it has waited, some sooner than others; keeps it by reference only.
  private static final class Delay implements Stage {
    private final Stage next;
    private final List<Held> held = new ArrayList<>();
    private final TreeSet<Long> decided = new TreeSet<>();
    private long decidedBelow;

    private record Held(SpanBatch span, Arrival arrival) {
      long dueNanos() {
        return arrival.instantNanos() + WAIT.toNanos() * (arrival.offset() % 3);
      }
    }

    Delay(Stage next) {
      this.next = next;
    }

    @Override
    public void accept(Batch batch, Arrival arrival) {
      if (arrival.offset() >= decidedBelow && !decided.contains(arrival.offset())) {
        SpanBatch copy = new SpanBatch();
        copy.append((SpanBatch) batch, 0, new RowMapping(batch, copy));
        held.add(new Held(copy, arrival));
      }
    }

    @Override
    public void advance(long instantNanos) {
      for (Held due : List.copyOf(held)) {
        if (due.dueNanos() <= instantNanos) {
          held.remove(due);
          decided.add(due.arrival.offset());
          next.accept(due.span, Arrival.of(due.arrival.offset(), instantNanos));
        }
      }
    }

    @Override
    public long oldestNeeded() {
      return held.stream().mapToLong(each -> each.arrival.offset()).min().orElse(Long.MAX_VALUE);
    }

    @Override
    public void save(DataOutput out) throws IOException {
      long from = held.isEmpty() ? decided.isEmpty() ? 0 : decided.last() + 1 : oldestNeeded();
      out.writeLong(from);
      out.writeInt(decided.tailSet(from).size());
      for (long offset : decided.tailSet(from)) {
        out.writeLong(offset);
      }
    }

    @Override
    public void restore(DataInput in) throws IOException {
      decidedBelow = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        decided.add(in.readLong());
      }
    }
  }
}
