package dev.clew.bench.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// As much of HTTP/2 (RFC 9113) as a client needs that has one stream open at a time.
final class Http2 implements Closeable {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int ACKNOWLEDGE = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 32;
  private static final int SETTING_TABLE_SIZE = 1;
  private static final int SETTING_PUSH = 2;
  private static final int SETTING_WINDOW = 4;
  private static final int SETTING_FRAME_SIZE = 5;
  private static final int DEFAULT_WINDOW = 65_535;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final Http2Output out;
  private final Map<String, String> headers = new HashMap<>();
  private byte[] frame = new byte[16_384];
  private byte[] block = {};
  private byte[] data = new byte[256];
  private int dataLength;
  private int stream = -1;
  private boolean isDone;
  private long connectionWindow = DEFAULT_WINDOW;
  private long initialWindow = DEFAULT_WINDOW;
  private long streamWindow;
  private int maxFrame = 16_384;
  private int unreported;

  Http2(InetSocketAddress address) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(address, TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
    out = new Http2Output(socket.getOutputStream());
    out.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.frame(
        SETTINGS,
        0,
        0,
        new byte[] {0, SETTING_TABLE_SIZE, 0, 0, 0, 0, 0, SETTING_PUSH, 0, 0, 0, 0});
    out.flush();
    readFrame();
  }

  /// Sends a request and reads its answer to the end.
  void request(byte[] headerBlock, byte[] body, int offset, int length) throws IOException {
    stream += 2;
    isDone = false;
    headers.clear();
    dataLength = 0;
    streamWindow = initialWindow;
    out.frame(HEADERS, END_HEADERS, stream, headerBlock);
    int sent = 0;
    while (sent < length && !isDone) {
      long window = Math.min(connectionWindow, streamWindow);
      int part = (int) Math.min(Math.min(length - sent, maxFrame), window);
      if (part <= 0) {
        out.flush();
        readFrame();
      } else {
        int flags = sent + part == length ? END_STREAM : 0;
        out.frame(DATA, flags, stream, body, offset + sent, part);
        sent += part;
        connectionWindow -= part;
        streamWindow -= part;
      }
    }
    out.flush();
    while (!isDone) {
      readFrame();
    }
  }

  /// Headers and trailers of the answer.
  Map<String, String> headers() {
    return headers;
  }

  /// Holds the data of the answer in its first [#dataLength] bytes.
  byte[] data() {
    return data;
  }

  int dataLength() {
    return dataLength;
  }

  private void readFrame() throws IOException {
    fill(9);
    int length = (frame[0] & 0xff) << 16 | (frame[1] & 0xff) << 8 | (frame[2] & 0xff);
    int type = frame[3];
    int flags = frame[4];
    int id = number(5) & Integer.MAX_VALUE;
    fill(length);
    switch (type) {
      case DATA -> data(flags, length);
      case HEADERS, CONTINUATION -> headers(type, flags, length);
      case RESET -> throw new IOException("stream reset with error " + number(0));
      case SETTINGS -> settings(flags, length);
      case PING -> ping(flags, length);
      case GO_AWAY -> throw new IOException("the server goes away with error " + number(4));
      case WINDOW_UPDATE -> windowUpdate(id);
      default -> {}
    }
  }

  private void data(int flags, int length) throws IOException {
    if (data.length < dataLength + length) {
      data = Arrays.copyOf(data, 2 * (dataLength + length));
    }
    int padding = (flags & PADDED) == 0 ? 0 : 1 + (frame[0] & 0xff);
    int start = padding == 0 ? 0 : 1;
    System.arraycopy(frame, start, data, dataLength, length - padding);
    dataLength += length - padding;
    unreported += length;
    if (unreported > DEFAULT_WINDOW / 2) {
      out.frame(WINDOW_UPDATE, 0, 0, Http2Output.number(unreported));
      unreported = 0;
    }
    isDone |= (flags & END_STREAM) != 0;
  }

  private void headers(int type, int flags, int length) throws IOException {
    int start = 0;
    int end = length;
    if (type == HEADERS) {
      if ((flags & PADDED) != 0) {
        end -= frame[0] & 0xff;
        start++;
      }
      start += (flags & PRIORITY) == 0 ? 0 : 5;
      block = new byte[0];
      isDone |= (flags & END_STREAM) != 0;
    }
    int known = block.length;
    block = Arrays.copyOf(block, known + end - start);
    System.arraycopy(frame, start, block, known, end - start);
    if ((flags & END_HEADERS) == 0) {
      readFrame();
    } else {
      headers.putAll(Hpack.decode(block, 0, block.length));
    }
  }

  private void settings(int flags, int length) throws IOException {
    if ((flags & ACKNOWLEDGE) != 0) {
      return;
    }
    for (int at = 0; at + 6 <= length; at += 6) {
      int name = (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
      int value = number(at + 2);
      if (name == SETTING_WINDOW) {
        streamWindow += value - initialWindow;
        initialWindow = value;
      } else if (name == SETTING_FRAME_SIZE) {
        maxFrame = value;
      }
    }
    out.frame(SETTINGS, ACKNOWLEDGE, 0, new byte[0]);
  }

  private void ping(int flags, int length) throws IOException {
    if ((flags & ACKNOWLEDGE) == 0) {
      out.frame(PING, ACKNOWLEDGE, 0, frame, 0, length);
      out.flush();
    }
  }

  private void windowUpdate(int id) {
    int more = number(0) & Integer.MAX_VALUE;
    if (id == 0) {
      connectionWindow += more;
    } else if (id == stream) {
      streamWindow += more;
    }
  }

  private int number(int offset) {
    return (frame[offset] & 0xff) << 24
        | (frame[offset + 1] & 0xff) << 16
        | (frame[offset + 2] & 0xff) << 8
        | (frame[offset + 3] & 0xff);
  }

  private void fill(int length) throws IOException {
    if (frame.length < length) {
      frame = new byte[length];
    }
    if (in.readNBytes(frame, 0, length) < length) {
      throw new EOFException("the server closed the connection");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
