package dev.clew.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Reads the delay that a gRPC server asks for: `grpc-status-details-bin` holds a
/// `google.rpc.Status` whose details may hold a `RetryInfo`.
final class RetryInfo {
  private static final String TYPE = "google.rpc.RetryInfo";

  private final byte[] bytes;

  private RetryInfo(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Milliseconds; 0 if the header holds no delay.
  static long millis(String header) {
    try {
      byte[] status = Base64.getDecoder().decode(header.strip());
      RetryInfo info = new RetryInfo(status);
      return info.inStatus(0, status.length);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return 0;
    }
  }

  private long inStatus(int start, int end) {
    for (Field field = next(start, end); field.number() != 0; field = next(field.end(), end)) {
      if (field.number() == 3 && isRetryInfo(field)) {
        return inDetail(field);
      }
    }
    return 0;
  }

  private boolean isRetryInfo(Field detail) {
    Field type = find(1, detail);
    return new String(bytes, type.start(), type.end() - type.start(), StandardCharsets.UTF_8)
        .endsWith(TYPE);
  }

  private long inDetail(Field detail) {
    Field delay = find(1, find(2, detail));
    return find(1, delay).value() * 1_000 + find(2, delay).value() / 1_000_000;
  }

  private Field find(int number, Field message) {
    Field field = next(message.start(), message.end());
    while (field.number() != 0 && field.number() != number) {
      field = next(field.end(), message.end());
    }
    return field;
  }

  /// Number 0 when there is no further field.
  private record Field(int number, long value, int start, int end) {}

  private Field next(int start, int end) {
    if (start >= end) {
      return new Field(0, 0, end, end);
    }
    int tag = bytes[start];
    int at = start + 1;
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return (tag & 7) == 2
        ? new Field(tag >> 3, 0, at, at + (int) value)
        : new Field(tag >> 3, value, at, at);
  }
}
