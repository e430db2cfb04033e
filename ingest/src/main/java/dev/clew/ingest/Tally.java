package dev.clew.ingest;

import dev.clew.model.Batch;
import java.util.StringJoiner;

/// Counts of one request: what was repaired and what was rejected.
final class Tally {
  long cutTexts;
  long malformedTexts;
  long cutDocuments;
  long droppedAttributes;
  long droppedEvents;
  long droppedLinks;
  long clearedIds;
  private final long[] rejected = new long[Flaw.values().length];

  void reject(Flaw flaw) {
    rejected[flaw.ordinal()]++;
  }

  /// @param noun of one row, as in "2 spans refused"
  <B extends Batch> Decoded<B> accepted(B batch, String noun) {
    long sum = 0;
    StringJoiner message = new StringJoiner("; ");
    for (Flaw flaw : Flaw.values()) {
      long count = rejected[flaw.ordinal()];
      if (count > 0) {
        sum += count;
        message.add(count + " " + noun + (count == 1 ? "" : "s") + " refused: " + flaw.text());
      }
    }
    return new Decoded.Accepted<>(batch, sum, message.toString(), repairs());
  }

  private Repairs repairs() {
    return new Repairs(
        cutTexts,
        malformedTexts,
        cutDocuments,
        droppedAttributes,
        droppedEvents,
        droppedLinks,
        clearedIds);
  }
}
