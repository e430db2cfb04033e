package dev.clew.bench.template;

import dev.clew.bench.draw.Digits;

/// Ids as big-endian bytes, times as little-endian fixed64.
final class OtlpFields implements FieldWriter {
  private static final byte ERROR = 2;

  @Override
  public void traceId(byte[] body, int offset, long high, long low) {
    Digits.raw(body, offset, high);
    Digits.raw(body, offset + 8, low);
  }

  @Override
  public void spanId(byte[] body, int offset, long id) {
    Digits.raw(body, offset, id);
  }

  @Override
  public void start(byte[] body, int offset, long startNanos) {
    Digits.raw(body, offset, Long.reverseBytes(startNanos));
  }

  @Override
  public void end(byte[] body, int offset, long startNanos, long durationNanos) {
    Digits.raw(body, offset, Long.reverseBytes(startNanos + durationNanos));
  }

  @Override
  public void event(byte[] body, int offset, long nanos) {
    Digits.raw(body, offset, Long.reverseBytes(nanos));
  }

  @Override
  public void status(byte[] body, int offset, boolean failed) {
    body[offset] = failed ? ERROR : 0;
  }
}
