package dev.clew.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Header compression of HTTP/2 (RFC 7541) without a dynamic table: the client announces a table of
/// size 0, so a server may not use one.
final class Hpack {
  private static final int[] STATUS_CODES = {200, 204, 206, 304, 400, 404, 500};
  private static final int FIRST_STATUS = 8;

  private final byte[] block;
  private final int end;
  private int position;

  private Hpack(byte[] block, int offset, int length) {
    this.block = block;
    position = offset;
    end = offset + length;
  }

  /// Adds a header as a literal that nobody need remember.
  static void encode(ByteArrayOutputStream target, String name, String value) {
    target.write(0);
    encodeText(target, name);
    encodeText(target, value);
  }

  /// The headers of a block; of the names in the static table only `:status` is told.
  static Map<String, String> decode(byte[] block, int offset, int length) throws IOException {
    Map<String, String> headers = new HashMap<>();
    Hpack hpack = new Hpack(block, offset, length);
    try {
      while (hpack.position < hpack.end) {
        hpack.field(headers);
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("broken header block", e);
    }
    return headers;
  }

  private void field(Map<String, String> headers) throws IOException {
    int first = block[position] & 0xff;
    if (first >= 0x80) {
      int index = integer(7);
      int status = index - FIRST_STATUS;
      if (status >= 0 && status < STATUS_CODES.length) {
        headers.put(":status", String.valueOf(STATUS_CODES[status]));
      }
    } else if ((first & 0xe0) == 0x20) {
      integer(5);
    } else {
      int index = integer(first >= 0x40 ? 6 : 4);
      String name = index == 0 ? text() : staticName(index);
      headers.put(name, text());
    }
  }

  private static String staticName(int index) {
    boolean isStatus = index >= FIRST_STATUS && index < FIRST_STATUS + STATUS_CODES.length;
    return isStatus ? ":status" : "static " + index;
  }

  private String text() throws IOException {
    boolean isHuffman = block[position] < 0;
    int length = integer(7);
    int start = position;
    position += length;
    if (position > end) {
      throw new IOException("broken header block");
    }
    return isHuffman
        ? Huffman.decode(block, start, length)
        : new String(block, start, length, StandardCharsets.ISO_8859_1);
  }

  private int integer(int prefixBits) {
    int most = (1 << prefixBits) - 1;
    int value = block[position++] & most;
    if (value == most) {
      int shift = 0;
      byte next;
      do {
        next = block[position++];
        value += (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0 && shift < 28);
    }
    return value;
  }

  private static void encodeText(ByteArrayOutputStream target, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length >= 127) {
      target.write(127);
      target.write(bytes.length - 127);
    } else {
      target.write(bytes.length);
    }
    target.writeBytes(bytes);
  }
}
