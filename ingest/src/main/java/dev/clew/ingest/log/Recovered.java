package dev.clew.ingest.log;

import java.util.List;

/// What a log was found to hold when it was opened.
///
/// @param files in order; the last one may be appended to if `isAppendable`
/// @param ends the offset after the last record, of each partition
/// @param committed offsets of each partition
/// @param recent fingerprints of the newest records
/// @param writtenNanos stamp of the last block; 0 if there is none
record Recovered(
    List<LogFile> files,
    boolean isAppendable,
    Offsets ends,
    Offsets committed,
    SecretKey key,
    RecentEntries recent,
    long writtenNanos) {
  Recovered {
    files = List.copyOf(files);
  }
}
