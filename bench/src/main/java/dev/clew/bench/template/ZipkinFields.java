package dev.clew.bench.template;

import dev.clew.bench.draw.Digits;

/// Ids in hexadecimal, times and durations in microseconds.
final class ZipkinFields implements FieldWriter {
  static final int TIME_WIDTH = 16;
  static final int DURATION_WIDTH = 9;

  /// A tag named `error` marks a failed span; a span that did not fail has another one in its
  /// place.
  static final int STATUS_WIDTH = 5;

  @Override
  public void traceId(byte[] body, int offset, long high, long low) {
    Digits.hex(body, offset, high);
    Digits.hex(body, offset + 16, low);
  }

  @Override
  public void spanId(byte[] body, int offset, long id) {
    Digits.hex(body, offset, id);
  }

  @Override
  public void start(byte[] body, int offset, long startNanos) {
    Digits.decimal(body, offset, TIME_WIDTH, startNanos / 1_000);
  }

  @Override
  public void end(byte[] body, int offset, long startNanos, long durationNanos) {
    Digits.padded(body, offset, DURATION_WIDTH, Math.max(1, durationNanos / 1_000));
  }

  @Override
  public void event(byte[] body, int offset, long nanos) {
    start(body, offset, nanos);
  }

  @Override
  public void status(byte[] body, int offset, boolean failed) {
    body[offset] = 'e';
    body[offset + 1] = (byte) (failed ? 'r' : 'v');
    body[offset + 2] = (byte) (failed ? 'r' : 'e');
    body[offset + 3] = (byte) (failed ? 'o' : 'n');
    body[offset + 4] = (byte) (failed ? 'r' : 't');
  }
}
