package dev.clew.store;

import java.util.Arrays;

/// What somebody else has to know to go on from an offset of a partition: kept with the manifest,
/// so that the sealed rows, the offset and this are always of the same moment.
///
/// Not a record, since its bytes are an array.
public final class Checkpoint {
  /// Nothing to know, and no record needed again.
  public static final Checkpoint NONE = new Checkpoint(new byte[0], Long.MAX_VALUE);

  private final byte[] state;
  private final long neededOffset;

  /// @param neededOffset lowest offset whose record is needed again after a restart, though its
  ///   rows are sealed; `Long.MAX_VALUE` if none
  public Checkpoint(byte[] state, long neededOffset) {
    this.state = state.clone();
    this.neededOffset = neededOffset;
  }

  /// The state, in the form of who wrote it; empty if there is none.
  public byte[] state() {
    return Arrays.copyOf(state, state.length);
  }

  /// Lowest offset whose record is needed again; `Long.MAX_VALUE` if none.
  public long neededOffset() {
    return neededOffset;
  }

  /// Whose state is kept with the rows.
  @FunctionalInterface
  public interface Source {
    /// Keeps nothing.
    Source NONE =
        (_, cut) -> {
          cut.run();
          return Checkpoint.NONE;
        };

    /// Runs `cut`, which takes the rows of a partition for sealing, at a moment when the records up
    /// to some offset have been taken in whole and those above not at all, and returns the state of
    /// that moment.
    Checkpoint cut(int partition, Runnable cut);

    /// Takes notice that the checkpoint of the last cut is durable, and the only one from now on.
    default void durable(int partition) {}
  }
}
