package dev.clew.ingest.log;

import dev.clew.model.Signal;
import java.util.Arrays;
import java.util.Objects;

/// One request as the log keeps it: a slice of bytes and what is needed to decode it again.
///
/// Not a record, and without `equals`: it is a view of an array that others own.
public final class Entry {
  private static final int MAX_NAME_LENGTH = 1_100;

  private final Signal signal;
  private final byte encoding;
  private final String tenant;
  private final String receiver;
  private final long receivedNanos;
  private final byte[] payload;
  private final int payloadOffset;
  private final int payloadLength;

  /// A slice of an array, which is not copied.
  ///
  /// @param encoding of the payload; its meaning is the caller's
  /// @param tenant whose request it is, at most 1,100 characters; empty for the default tenant
  /// @param receiver through which it came, at most 1,100 characters; empty for the default one
  /// @param receivedNanos epoch time of arrival
  public Entry(
      Signal signal,
      byte encoding,
      String tenant,
      String receiver,
      long receivedNanos,
      byte[] payload,
      int payloadOffset,
      int payloadLength) {
    checkName("tenant", tenant);
    checkName("receiver", receiver);
    Objects.checkFromIndexSize(payloadOffset, payloadLength, payload.length);
    this.signal = signal;
    this.encoding = encoding;
    this.tenant = tenant;
    this.receiver = receiver;
    this.receivedNanos = receivedNanos;
    this.payload = payload;
    this.payloadOffset = payloadOffset;
    this.payloadLength = payloadLength;
  }

  private static void checkName(String what, String name) {
    if (name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("%s of %d characters".formatted(what, name.length()));
    }
  }

  /// A whole array of the default receiver, which is not copied.
  public static Entry of(
      Signal signal, byte encoding, String tenant, long receivedNanos, byte[] payload) {
    return new Entry(signal, encoding, tenant, "", receivedNanos, payload, 0, payload.length);
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

  public String receiver() {
    return receiver;
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
