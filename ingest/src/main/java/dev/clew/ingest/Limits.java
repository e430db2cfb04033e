package dev.clew.ingest;

/// Bounds on what one request may bring. What is beyond them is dropped or cut, and counted.
///
/// @param maxRows spans, records or points of a request; the rest is rejected
/// @param maxAttributes attributes of one span, event, link, resource, scope, record or point
/// @param maxEvents events of a span, exemplars of a point
/// @param maxLinks links of a span
/// @param maxBuckets buckets or quantiles of a point; a point with more is rejected
/// @param maxKeyBytes UTF-8 bytes of an attribute key
/// @param maxValueBytes bytes of any other text, of a byte string, and of the JSON text of an array
///   or map
/// @param maxDepth levels of arrays and maps in a value
public record Limits(
    int maxRows,
    int maxAttributes,
    int maxEvents,
    int maxLinks,
    int maxBuckets,
    int maxKeyBytes,
    int maxValueBytes,
    int maxDepth) {
  /// Far above what instrumentation sends, far below what hurts.
  public static final Limits DEFAULT =
      new Limits(1_000_000, 1_024, 1_024, 1_024, 4_096, 512, 65_536, 32);

  public Limits {
    atLeast(0, maxRows, "maxRows");
    atLeast(0, maxAttributes, "maxAttributes");
    atLeast(0, maxEvents, "maxEvents");
    atLeast(0, maxLinks, "maxLinks");
    atLeast(0, maxBuckets, "maxBuckets");
    atLeast(8, maxKeyBytes, "maxKeyBytes");
    atLeast(64, maxValueBytes, "maxValueBytes");
    atLeast(1, maxDepth, "maxDepth");
    if (maxDepth > 64 || maxDepth > maxValueBytes / 4) {
      throw new IllegalArgumentException(
          "maxDepth %d is over 64 or a quarter of maxValueBytes %d"
              .formatted(maxDepth, maxValueBytes));
    }
  }

  private static void atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException("%s %d is under %d".formatted(name, value, least));
    }
  }
}
