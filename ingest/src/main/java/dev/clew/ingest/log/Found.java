package dev.clew.ingest.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A log file as it lies in the folder.
///
/// @param header null if it is damaged
record Found(String name, long sequence, long size, @Nullable FileHeader header) {
  /// All log files in order, without a last one whose creation a crash cut short.
  static List<Found> in(LogFolder folder) throws IOException {
    List<Found> found = new ArrayList<>();
    for (String name : folder.names()) {
      if (LogFile.isName(name)) {
        try (LogFolder.OpenFile file = folder.open(name)) {
          FileHeader header = FileHeader.read(file);
          found.add(new Found(name, LogFile.sequence(name), file.size(), header));
        }
      }
    }
    if (!found.isEmpty() && found.getLast().isTornCreation()) {
      folder.delete(found.removeLast().name());
    }
    return found;
  }

  /// No block is written before the header is durable.
  private boolean isTornCreation() {
    return header == null && size <= FileHeader.BYTES;
  }

  /// How far the file counts, as the header of its successor tells.
  long length(@Nullable Found successor) {
    if (successor == null || successor.header() == null || successor.sequence() != sequence + 1) {
      return size;
    }
    return successor.header().previousLength();
  }
}
