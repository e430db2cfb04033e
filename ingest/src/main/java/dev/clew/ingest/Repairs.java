package dev.clew.ingest;

/// What a decoder changed in order to keep a request.
///
/// @param cutTexts texts and byte strings cut at a limit
/// @param malformedTexts texts in which U+FFFD stands for what was no UTF-8
/// @param cutDocuments arrays and maps that lost elements to a limit of size or depth
/// @param droppedAttributes attributes beyond the limit or without a key
/// @param droppedEvents events and exemplars beyond the limit, or with neither name nor time
/// @param droppedLinks links beyond the limit or with an invalid id
/// @param clearedIds invalid trace and span ids of log records, which are kept without them
public record Repairs(
    long cutTexts,
    long malformedTexts,
    long cutDocuments,
    long droppedAttributes,
    long droppedEvents,
    long droppedLinks,
    long clearedIds) {
  public static final Repairs NONE = new Repairs(0, 0, 0, 0, 0, 0, 0);

  /// All repairs together.
  public long total() {
    return cutTexts
        + malformedTexts
        + cutDocuments
        + droppedAttributes
        + droppedEvents
        + droppedLinks
        + clearedIds;
  }
}
