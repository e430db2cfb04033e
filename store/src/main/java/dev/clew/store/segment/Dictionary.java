package dev.clew.store.segment;

import dev.clew.model.Batch;
import dev.clew.model.Strings;
import java.util.Arrays;
import java.util.List;

/// One dictionary for the rows of a window, whatever chunks they are of. A string of a chunk enters
/// it when it is first asked for.
final class Dictionary {
  private Strings strings = new Strings(1 << 12);
  private final List<Strings> chunks;
  private final int[][] ids;
  private final boolean[] isUsed;

  Dictionary(List<? extends Batch> chunks) {
    this.chunks = chunks.stream().map(Batch::strings).toList();
    this.ids = new int[chunks.size()][];
    this.isUsed = new boolean[ids.length];
    for (int chunk = 0; chunk < ids.length; chunk++) {
      ids[chunk] = new int[this.chunks.get(chunk).size()];
    }
  }

  /// Forgets all strings, so that a segment of large ones is never held twice.
  void clear() {
    strings = new Strings(strings.size());
    for (int chunk = 0; chunk < ids.length; chunk++) {
      if (isUsed[chunk]) {
        Arrays.fill(ids[chunk], 0);
        isUsed[chunk] = false;
      }
    }
  }

  Strings strings() {
    return strings;
  }

  /// Id here of a string of a chunk.
  int id(int chunk, int string) {
    int known = ids[chunk][string];
    if (known != 0 || string == Strings.EMPTY) {
      return known;
    }
    int id = strings.add(chunks.get(chunk), string);
    ids[chunk][string] = id;
    isUsed[chunk] = true;
    return id;
  }
}
