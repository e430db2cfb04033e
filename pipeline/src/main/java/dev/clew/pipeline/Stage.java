package dev.clew.pipeline;

import dev.clew.model.Batch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One step of a pipeline, or its end. Hands what it puts out to the stages it was built with.
///
/// There is one instance for each partition of the log; all calls to it come one after the other,
/// in the order of that partition. A batch may be shared with other stages and with the store, so a
/// stage never changes one it took: it hands on the same batch, some of its rows in a new one, or
/// none. Neither does it keep a batch longer than it needs the rows, since that keeps all of it.
public interface Stage {
  /// Takes a batch of at least one row.
  void accept(Batch batch, Arrival arrival);

  /// Takes notice that no batch will arrive before this instant, in epoch nanoseconds; instants
  /// ascend. Comes at least ten times a second, also when nothing arrives. Everything that happens
  /// after a while (a decision, a flush, an expiry) is to happen here, and is to count from the
  /// instants and arrivals, not from a clock.
  default void advance(long instantNanos) {}

  /// Writes the state that [#restore] needs to go on as if nothing had happened; nothing for a
  /// stage without state.
  default void save(DataOutput out) throws IOException {}

  /// Takes over a state that an instance with the same configuration saved. Comes before all else.
  default void restore(DataInput in) throws IOException {}

  /// Takes notice that what was saved last is durable, and the only state that may be restored from
  /// now on.
  default void checkpointed() {}

  /// Lowest offset whose record is needed again after a restart, since the state holds rows of it
  /// only by reference; `Long.MAX_VALUE` if none. Records from here to the checkpoint come again
  /// with [Arrival#isRecall].
  default long oldestNeeded() {
    return Long.MAX_VALUE;
  }
}
