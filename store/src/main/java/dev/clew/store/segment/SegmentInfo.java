package dev.clew.store.segment;

import dev.clew.model.Signal;
import dev.clew.model.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What `segment.json` tells of a segment, and what is held in memory for each.
///
/// @param id also the name of the folder; a function of the log offsets in the segment
/// @param rows rows that were written
/// @param traces distinct traces; 0 for other signals
/// @param times least and greatest [dev.clew.model.Batch#timeNanos]; of an empty segment all 0
/// @param maxEndNanos latest end of a span; the latest time for other signals
/// @param sealedMillis when it was written, for retention by age
/// @param columns columns of the rows that are not in every segment
/// @param keys attribute keys of the rows with the number of values of each type
/// @param areKeysComplete whether `keys` holds every key
/// @param files what each file held, to tell damage
/// @param areStrays whether the rows are those whose times lie far from when they came
public record SegmentInfo(
    String id,
    Signal signal,
    long rows,
    long traces,
    TimeRange times,
    long maxEndNanos,
    long sealedMillis,
    Layout layout,
    Set<String> columns,
    Map<KeyStatistics.Key, long[]> keys,
    boolean areKeysComplete,
    List<TraceSummary.CountedOperation> operations,
    List<TraceSummary.CountedEdge> edges,
    Map<String, FileSum> files,
    boolean areStrays) {

  public SegmentInfo {
    columns = Set.copyOf(columns);
    keys = Map.copyOf(keys);
    operations = List.copyOf(operations);
    edges = List.copyOf(edges);
    files = Map.copyOf(files);
  }

  /// Bytes of all files but `segment.json`.
  public long bytes() {
    return files.values().stream().mapToLong(FileSum::bytes).sum();
  }

  /// Whether the rows have this column of their own.
  boolean hasColumn(String column) {
    return columns.contains(column);
  }
}
