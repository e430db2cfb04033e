package dev.clew.detect.finding;

import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Verdicts of people, counted for each detector.
public final class Feedback implements State {
  private static final int VERDICTS = Finding.Verdict.values().length;

  private final Map<String, long[]> counts = new TreeMap<>();

  void count(String detectorId, Finding.Verdict before, Finding.Verdict now) {
    long[] of = counts.computeIfAbsent(detectorId, _ -> new long[VERDICTS]);
    if (before != Finding.Verdict.NONE) {
      of[before.ordinal()]--;
    }
    of[now.ordinal()]++;
  }

  public long count(String detectorId, Finding.Verdict verdict) {
    long[] of = counts.get(detectorId);
    return of == null ? 0 : of[verdict.ordinal()];
  }

  /// Share of judged findings that were attacks; NaN while none was judged.
  public double precision(String detectorId) {
    long good = count(detectorId, Finding.Verdict.TRUE_POSITIVE);
    long bad =
        count(detectorId, Finding.Verdict.BENIGN)
            + count(detectorId, Finding.Verdict.MISCONFIGURATION);
    return good / (double) (good + bad);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<String, long[]> entry : counts.entrySet()) {
      out.writeUTF(entry.getKey());
      for (long count : entry.getValue()) {
        out.writeLong(count);
      }
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      long[] of = counts.computeIfAbsent(in.readUTF(), _ -> new long[VERDICTS]);
      for (int verdict = 0; verdict < VERDICTS; verdict++) {
        of[verdict] = in.readLong();
      }
    }
  }
}
