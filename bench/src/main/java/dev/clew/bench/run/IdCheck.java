package dev.clew.bench.run;

import dev.clew.bench.load.Ledger;
import dev.clew.bench.template.TemplateSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;

/// Compares the spans that were sent with those that are there, id by id.
///
/// @param lost acknowledged, but not there
/// @param doubled there more than once
/// @param foreign there, but never sent
public record IdCheck(long stored, long lost, long doubled, long foreign) {

  /// Compares.
  ///
  /// @param stored sorted ids
  public static IdCheck of(TemplateSet set, Ledger ledger, long[] stored) {
    long[] acknowledged = ids(set, ledger.acknowledgedBodies());
    long[] offered = ids(set, ledger.offeredBodies());
    long[] distinct = Arrays.stream(stored).distinct().toArray();
    return new IdCheck(
        stored.length,
        missing(acknowledged, distinct),
        stored.length - (long) distinct.length,
        missing(distinct, offered));
  }

  public boolean isPassed() {
    return lost == 0 && doubled == 0 && foreign == 0;
  }

  private static long[] ids(TemplateSet set, BitSet bodies) {
    LongStream.Builder ids = LongStream.builder();
    bodies.stream().forEach(body -> set.spanIds(body, ids));
    return ids.build().sorted().toArray();
  }

  /// How many of the first are not among the second; both sorted.
  private static long missing(long[] wanted, long[] present) {
    long missing = 0;
    int at = 0;
    for (long id : wanted) {
      while (at < present.length && present[at] < id) {
        at++;
      }
      if (at == present.length || present[at] != id) {
        missing++;
      }
    }
    return missing;
  }
}
