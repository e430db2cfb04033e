package dev.clew.pipeline.assembly;

import dev.clew.model.Batch;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.run.Shard;
import dev.clew.pipeline.tailsampling.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads records of the log again for the samplers of a partition: the record goes through the
/// stages as a recalled one does, and the [Tap] before the sampler that asked takes what comes,
/// while those before other samplers let nothing through. For the thread of the shard.
public final class Rereading {
  private final RecordSource source;
  private @Nullable Shard shard;
  private @Nullable Tap asking;

  /// Where records are read from.
  @FunctionalInterface
  public interface RecordSource {
    /// Reads a record.
    ///
    /// @throws IOException if it is not there or cannot be read
    Received read(long offset) throws IOException;
  }

  /// A record as it was received.
  ///
  /// @param receiver through which it came
  public record Received(String receiver, Batch batch) {}

  public Rereading(RecordSource source) {
    this.source = source;
  }

  /// Takes the stages, once they are built.
  void bind(Shard built) {
    shard = built;
  }

  /// A tap to be put before a sampler.
  public Tap tap() {
    return new Tap(this);
  }

  private List<SpanBatch> read(long offset, Tap tap) throws IOException {
    Shard stages = shard;
    if (stages == null) {
      throw new IllegalStateException("a record is read before the stages are built");
    }
    Received record = source.read(offset);
    asking = tap;
    try {
      tap.taken.clear();
      stages.recall(record.receiver(), record.batch(), new Arrival(offset, 0, true));
      return List.copyOf(tap.taken);
    } finally {
      asking = null;
    }
  }

  /// Stands before a sampler and lets everything through, but for records that are read again.
  public static final class Tap implements RecordReader {
    private final Rereading rereading;
    private final List<SpanBatch> taken = new ArrayList<>();

    private Tap(Rereading rereading) {
      this.rereading = rereading;
    }

    @Override
    public List<SpanBatch> read(long offset) throws IOException {
      return rereading.read(offset, this);
    }

    /// The stage that hands on to the sampler.
    public Stage before(Stage sampler) {
      return new Stage() {
        @Override
        public void accept(Batch batch, Arrival arrival) {
          Tap asking = rereading.asking;
          if (asking == null) {
            sampler.accept(batch, arrival);
          } else if (asking == Tap.this && batch instanceof SpanBatch spans) {
            taken.add(spans);
          }
        }
      };
    }
  }
}
