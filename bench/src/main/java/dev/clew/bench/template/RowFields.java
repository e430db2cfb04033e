package dev.clew.bench.template;

import dev.clew.bench.draw.Digits;

/// Ids in hexadecimal, times as seconds with nine decimals, durations in nanoseconds.
final class RowFields implements FieldWriter {
  static final int TIME_WIDTH = 20;
  static final int DURATION_WIDTH = 12;

  /// `Error` or `Unset`.
  static final int STATUS_WIDTH = 5;

  private static final byte[] ERROR = {'E', 'r', 'r', 'o', 'r'};
  private static final byte[] UNSET = {'U', 'n', 's', 'e', 't'};

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
    Digits.decimal(body, offset, 10, startNanos / 1_000_000_000);
    body[offset + 10] = '.';
    Digits.decimal(body, offset + 11, 9, startNanos % 1_000_000_000);
  }

  @Override
  public void end(byte[] body, int offset, long startNanos, long durationNanos) {
    Digits.padded(body, offset, DURATION_WIDTH, durationNanos);
  }

  @Override
  public void event(byte[] body, int offset, long nanos) {
    start(body, offset, nanos);
  }

  @Override
  public void status(byte[] body, int offset, boolean failed) {
    System.arraycopy(failed ? ERROR : UNSET, 0, body, offset, STATUS_WIDTH);
  }
}
