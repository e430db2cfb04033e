package dev.clew.bench.load;

import java.io.IOException;
import java.io.OutputStream;

/// Gathers frames, so that a request leaves in few writes.
final class Http2Output {
  private static final int HEAD = 9;

  private final OutputStream out;
  private final byte[] buffer = new byte[128 * 1_024];
  private int size;

  Http2Output(OutputStream out) {
    this.out = out;
  }

  void raw(byte[] bytes) throws IOException {
    put(bytes, 0, bytes.length);
  }

  void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    frame(type, flags, stream, payload, 0, payload.length);
  }

  void frame(int type, int flags, int stream, byte[] payload, int offset, int length)
      throws IOException {
    if (size + HEAD > buffer.length) {
      flush();
    }
    buffer[size] = (byte) (length >>> 16);
    buffer[size + 1] = (byte) (length >>> 8);
    buffer[size + 2] = (byte) length;
    buffer[size + 3] = (byte) type;
    buffer[size + 4] = (byte) flags;
    System.arraycopy(number(stream), 0, buffer, size + 5, 4);
    size += HEAD;
    put(payload, offset, length);
  }

  void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  static byte[] number(int value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    if (size + length > buffer.length) {
      flush();
    }
    if (length > buffer.length) {
      out.write(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, size, length);
      size += length;
    }
  }
}
