package dev.clew.bench.template;

/// A request body within a buffer. Valid until the source is asked for the next one.
///
/// [#HEADROOM] bytes before the body belong to whoever sends it: a head that is put there goes out
/// in the same write.
public final class Payload {
  public static final int HEADROOM = 512;

  private byte[] buffer = {};
  private int length;
  private int spans;

  public byte[] buffer() {
    return buffer;
  }

  /// Where the body starts.
  public int offset() {
    return HEADROOM;
  }

  /// Bytes of the body.
  public int length() {
    return length;
  }

  public int spans() {
    return spans;
  }

  /// Puts another body in; it starts at [#HEADROOM] of the buffer.
  public void set(byte[] newBuffer, int newLength, int newSpans) {
    buffer = newBuffer;
    length = newLength;
    spans = newSpans;
  }
}
