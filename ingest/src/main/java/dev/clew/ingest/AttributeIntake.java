package dev.clew.ingest;

import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;

/// Takes the attributes of one kind of owner, up to the limit and none without a key.
public final class AttributeIntake {
  private final Attributes target;
  private final Tally tally;
  private final int max;
  private int room;
  private int dropped;

  AttributeIntake(Attributes target, Limits limits, Tally tally) {
    this.target = target;
    this.tally = tally;
    this.max = limits.maxAttributes();
    this.room = max;
  }

  /// Whether the owner that is being built takes no more; what comes is to be given to [#drop].
  public boolean isFull() {
    return room == 0;
  }

  /// Adds an attribute, or drops it when it has no key or the owner is full.
  public void add(int key, ValueType type, long value) {
    if (key == Strings.EMPTY || isFull()) {
      drop();
    } else {
      room--;
      target.add(key, type, value);
    }
  }

  /// Counts an attribute that was not added.
  public void drop() {
    dropped++;
    tally.droppedAttributes++;
  }

  /// Dropped by the sender and here, for the owner that ends now.
  int end(int droppedBySender) {
    int sum = Counts.sum(droppedBySender, dropped);
    dropped = 0;
    room = max;
    return sum;
  }
}
