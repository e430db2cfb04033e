package dev.clew.pipeline.tailsampling;

import dev.clew.model.Batch;
import dev.clew.model.BatchEdits;
import dev.clew.model.SpanBatch;
import java.util.List;

/// The attributes by which kept spans tell why, for Clew's own store alone.
public final class SamplingMarks {
  private static final List<String> KEYS =
      List.of(KeptSpans.POLICY, KeptSpans.WEIGHT, KeptSpans.PARTIAL);

  private SamplingMarks() {}

  /// The batch without them; the same one if it has none.
  public static Batch without(Batch batch) {
    if (!(batch instanceof SpanBatch spans)
        || KEYS.stream().allMatch(key -> spans.strings().find(key) < 0)) {
      return batch;
    }
    BatchEdits edits = new BatchEdits(batch);
    for (String text : KEYS) {
      int key = spans.strings().find(text);
      for (int row = 0; key >= 0 && row < spans.size(); row++) {
        edits.rows().removeKey(row, key);
      }
    }
    return edits.finish();
  }
}
