package dev.clew.bench.load;

/// Reads how many spans an OTLP answer refuses: field 1 (`partial_success`) of the response, field
/// 1 (`rejected_spans`) of that.
final class PartialSuccess {
  private static final int PARTIAL_SUCCESS_TAG = 0x0a;
  private static final int REJECTED_TAG = 0x08;

  private PartialSuccess() {}

  static long refusedSpans(byte[] answer, int offset, int length) {
    if (length < 4
        || answer[offset] != PARTIAL_SUCCESS_TAG
        || answer[offset + 1] < 0
        || answer[offset + 2] != REJECTED_TAG) {
      return lateRefusal(answer, offset, length);
    }
    return varint(answer, offset + 3, offset + length);
  }

  /// The length of a message over 127 bytes takes two bytes.
  private static long lateRefusal(byte[] answer, int offset, int length) {
    if (length > 4
        && answer[offset] == PARTIAL_SUCCESS_TAG
        && answer[offset + 1] < 0
        && answer[offset + 3] == REJECTED_TAG) {
      return varint(answer, offset + 4, offset + length);
    }
    return 0;
  }

  private static long varint(byte[] bytes, int offset, int end) {
    long value = 0;
    for (int at = offset, shift = 0; at < end; at++, shift += 7) {
      value |= (long) (bytes[at] & 0x7f) << shift;
      if (bytes[at] >= 0) {
        break;
      }
    }
    return value;
  }
}
