package dev.clew.ingest.log;

import java.util.List;

/// What a log was found to hold when it was opened.
///
/// @param files in order; the last one may be appended to if `isAppendable`
/// @param ends the offset after the last record, of each partition
/// @param committed offsets of each partition
/// @param recent fingerprints of the newest records
record Recovered(
    List<LogFile> files,
    boolean isAppendable,
    Offsets ends,
    Offsets committed,
    SecretKey key,
    RecentEntries recent) {
  Recovered {
    files = List.copyOf(files);
  }
}
