package dev.clew.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads the answers on a connection, one after the other.
final class HttpAnswer {
  private static final int MAX_BODY = 1 << 24;

  private final InputStream in;
  private final byte[] buffer = new byte[16_384];
  private int position;
  private int limit;

  private int status;
  private long retryAfterMillis;
  private boolean isProtobuf;
  private byte[] body = new byte[1_024];
  private int bodyLength;

  HttpAnswer(InputStream in) {
    this.in = in;
  }

  /// Reads a whole answer; interim ones are passed over.
  void read() throws IOException {
    do {
      readOne();
    } while (status / 100 == 1);
  }

  int status() {
    return status;
  }

  long retryAfterMillis() {
    return retryAfterMillis;
  }

  boolean isProtobuf() {
    return isProtobuf;
  }

  /// Holds the body in its first [#bodyLength] bytes until the next answer is read.
  byte[] body() {
    return body;
  }

  int bodyLength() {
    return bodyLength;
  }

  private void readOne() throws IOException {
    String first = line();
    if (!first.startsWith("HTTP/1.") || first.length() < 12) {
      throw new IOException("no HTTP answer: " + first);
    }
    status = number(first.substring(9, 12));
    retryAfterMillis = 0;
    isProtobuf = false;
    bodyLength = 0;
    int length = 0;
    boolean isChunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      String value = lower.substring(lower.indexOf(':') + 1).strip();
      if (lower.startsWith("content-length:")) {
        length = number(value);
      } else if (lower.startsWith("transfer-encoding:")) {
        isChunked = value.endsWith("chunked");
      } else if (lower.startsWith("retry-after:")) {
        retryAfterMillis = 1_000L * number(value);
      } else if (lower.startsWith("content-type:")) {
        isProtobuf = value.startsWith("application/x-protobuf");
      }
    }
    if (isChunked) {
      readChunks();
    } else {
      readBody(length);
    }
  }

  private void readChunks() throws IOException {
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      readBody(size);
      line();
    }
    while (!line().isEmpty()) {
      // trailers say nothing that is asked for here
    }
  }

  private int chunkSize() throws IOException {
    String line = line();
    int end = line.indexOf(';');
    return Integer.parseInt(end < 0 ? line.strip() : line.substring(0, end).strip(), 16);
  }

  private void readBody(int length) throws IOException {
    if (length < 0 || bodyLength + length > MAX_BODY) {
      throw new IOException("an answer of " + length + " bytes");
    }
    if (body.length < bodyLength + length) {
      body = Arrays.copyOf(body, 2 * (bodyLength + length));
    }
    int end = bodyLength + length;
    while (bodyLength < end) {
      if (position == limit) {
        fill();
      }
      int part = Math.min(end - bodyLength, limit - position);
      System.arraycopy(buffer, position, body, bodyLength, part);
      position += part;
      bodyLength += part;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (position == limit) {
        fill();
      }
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      line.append(new String(buffer, start, position - start, StandardCharsets.ISO_8859_1));
      if (position < limit) {
        position++;
        return line.toString().stripTrailing();
      }
    }
  }

  private void fill() throws IOException {
    limit = in.read(buffer);
    position = 0;
    if (limit <= 0) {
      limit = 0;
      throw new EOFException("the server closed the connection");
    }
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("no number: " + text, e);
    }
  }
}
