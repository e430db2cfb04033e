package dev.clew.ingest.log;

import dev.clew.model.Signal;
import java.util.Arrays;
import java.util.Objects;

/// One request as the log keeps it: a slice of bytes and what is needed to decode it again.
///
/// Not a record, and without `equals`: it is a view of an array that others own.
public final class Entry {
  private static final int MAX_TENANT_LENGTH = 255;

  private final Signal signal;
  private final byte encoding;
  private final String tenant;
  private final long receivedNanos;
  private final byte[] payload;
  private final int payloadOffset;
  private final int payloadLength;

  /// A slice of an array, which is not copied.
  ///
  /// @param encoding of the payload; its meaning is the caller's
  /// @param tenant whose request it is, at most 255 characters; empty for the default tenant
  /// @param receivedNanos epoch time of arrival
  public Entry(
      Signal signal,
      byte encoding,
      String tenant,
      long receivedNanos,
      byte[] payload,
      int payloadOffset,
      int payloadLength) {
    if (tenant.length() > MAX_TENANT_LENGTH) {
      throw new IllegalArgumentException("tenant of %d characters".formatted(tenant.length()));
    }
    Objects.checkFromIndexSize(payloadOffset, payloadLength, payload.length);
    this.signal = signal;
    this.encoding = encoding;
    this.tenant = tenant;
    this.receivedNanos = receivedNanos;
    this.payload = payload;
    this.payloadOffset = payloadOffset;
    this.payloadLength = payloadLength;
  }

  /// A whole array, which is not copied.
  public static Entry of(
      Signal signal, byte encoding, String tenant, long receivedNanos, byte[] payload) {
    return new Entry(signal, encoding, tenant, receivedNanos, payload, 0, payload.length);
  }

  public Signal signal() {
    return signal;
  }

  public byte encoding() {
    return encoding;
  }

  public String tenant() {
    return tenant;
  }

  public long receivedNanos() {
    return receivedNanos;
  }

  /// The array the payload is in; see [#payloadOffset] and [#payloadLength].
  public byte[] payload() {
    return payload;
  }

  public int payloadOffset() {
    return payloadOffset;
  }

  public int payloadLength() {
    return payloadLength;
  }

  /// The payload alone, in an array of its own.
  public byte[] copyPayload() {
    return Arrays.copyOfRange(payload, payloadOffset, payloadOffset + payloadLength);
  }

  @Override
  public String toString() {
    return "%s of tenant '%s', %d bytes".formatted(signal, tenant, payloadLength);
  }
}
