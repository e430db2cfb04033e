package dev.clew.pipeline.export;

import java.util.HashMap;
import java.util.Map;

/// What a queue knows of one stage that fills it.
final class QueueSource {
  /// First entry that the checkpoint before the last has not; nothing from there on is deleted,
  /// since the last checkpoint may turn out to be void.
  private long older;

  private long newer;

  /// Entries that the restored checkpoint has not, by their digests; the log is about to put them
  /// in again.
  private final Map<String, Integer> known = new HashMap<>();

  QueueSource(long checkpoint) {
    this.older = checkpoint;
    this.newer = checkpoint;
  }

  long keepsFrom() {
    return older;
  }

  void know(QueueEntry entry) {
    known.merge(entry.payload().digest(), 1, Integer::sum);
  }

  /// Whether the request is one of those that are known; each counts once.
  boolean takeKnown(byte[] request) {
    if (known.isEmpty()) {
      return false;
    }
    String digest = new QueueEntry.Payload(request).digest();
    Integer count = known.get(digest);
    if (count == null) {
      return false;
    }
    if (count == 1) {
      known.remove(digest);
    } else {
      known.put(digest, count - 1);
    }
    return true;
  }

  void checkpoint(long next) {
    known.clear();
    older = newer;
    newer = next;
  }
}
