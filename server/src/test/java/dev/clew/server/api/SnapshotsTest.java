package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Condition;
import dev.clew.model.LogBatch;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.Vocabulary;
import dev.clew.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private final FakeClock clock = new FakeClock(ApiServer.NOW);
  private final List<Long> open = new ArrayList<>();

  /// A view without rows that tells when it is open.
  private final class Held implements TraceView {
    private final long snapshot;
    private final long bytes;

    Held(long snapshot, long bytes) {
      this.snapshot = snapshot;
      this.bytes = bytes;
      open.add(snapshot);
    }

    @Override
    public long snapshot() {
      return snapshot;
    }

    @Override
    public TraceView again(Duration deadline) {
      return new Held(snapshot, bytes);
    }

    @Override
    public long heldBytes() {
      return bytes;
    }

    @Override
    public void close() {
      open.remove(snapshot);
    }

    @Override
    public Candidates candidates(Condition condition, TimeRange range) {
      return () -> null;
    }

    @Override
    public SpanBatch traces(Collection<TraceId> ids, Projection projection) {
      return new SpanBatch();
    }

    @Override
    public Vocabulary vocabulary() {
      throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public LogBatch logs(TraceId id) {
      return new LogBatch();
    }

    @Override
    public long watermarkNanos() {
      return 0;
    }
  }

  private void keep(Snapshots snapshots, long snapshot, long bytes) {
    try (TraceView view = new Held(snapshot, bytes)) {
      snapshots.keep(view);
    }
  }

  @Test
  void aViewIsKeptOnceForAllWhoAskForItsSnapshot() {
    try (Snapshots snapshots = new Snapshots(4, 100, clock)) {
      keep(snapshots, 7, 0);
      keep(snapshots, 7, 0);

      assertThat(open).containsExactly(7L);
      try (TraceView page = snapshots.open(7, Duration.ofSeconds(1))) {
        assertThat(page.snapshot()).isEqualTo(7);
        assertThat(open).containsExactly(7L, 7L);
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void aViewIsKeptFromItsLastPageOnButNotForEver() {
    try (Snapshots snapshots = new Snapshots(4, 100, clock)) {
      keep(snapshots, 7, 0);
      for (int page = 0; page < 5; page++) {
        clock.advance(Duration.ofMinutes(11));
        snapshots.open(7, Duration.ofSeconds(1)).close();
        keep(snapshots, 7, 0);
      }
      clock.advance(Duration.ofMinutes(11));

      assertThatThrownBy(() -> snapshots.open(7, Duration.ofSeconds(1)))
          .isInstanceOfSatisfying(
              QuestionException.class, gone -> assertThat(gone.status()).isEqualTo(410));
      assertThat(open).isEmpty();
    }
  }

  @Test
  void thereAreOnlySoManyAndThoseInUseGoLast() {
    try (Snapshots snapshots = new Snapshots(2, 100, clock)) {
      keep(snapshots, 1, 0);
      snapshots.open(1, Duration.ofSeconds(1)).close();
      keep(snapshots, 2, 0);
      clock.advance(Duration.ofSeconds(1));
      keep(snapshots, 3, 0);

      assertThat(open).containsExactly(1L, 3L);
    }
  }

  @Test
  void theyHoldOnlySoMuchMemory() {
    try (Snapshots snapshots = new Snapshots(9, 100, clock)) {
      for (long snapshot = 1; snapshot <= 5; snapshot++) {
        keep(snapshots, snapshot, 40);
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(open).containsExactly(4L, 5L);

      keep(snapshots, 6, 101);
      assertThat(open).isEmpty();
    }
  }
}
