package dev.clew.model;

/// Rows of one signal as columns, with the dictionary and the origins that they name.
public sealed interface Batch permits SpanBatch, LogBatch, PointBatch {
  Signal signal();

  /// Number of rows.
  int size();

  /// About how many bytes of memory the columns hold.
  long bytes();

  /// An equal batch with the same rows and string ids that shares nothing with this one.
  Batch copy();

  Strings strings();

  Origins resources();

  Origins scopes();

  /// Attributes of the rows themselves; owner = row.
  Attributes attributes();

  /// Row of the resource in [#resources].
  int resource(int row);

  /// Row of the instrumentation scope in [#scopes].
  int scope(int row);

  /// Instant by which rows are ordered and partitioned, in epoch nanoseconds: a span's start, a log
  /// record's or a metric point's time.
  long timeNanos(int row);
}
