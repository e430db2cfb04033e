package dev.clew.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the JSON text of [PointBatch#detail] for points that are made here rather than received.
///
/// Give the parts of a point in the order of the methods, as far as it has them, and call
/// [#finish], which begins the next. The text is the same as that of a received point with the same
/// contents.
public final class PointDetail {
  private byte[] bytes = new byte[256];
  private int length;
  private int exemplars;
  private double[] lastBounds = new double[0];
  private byte[] lastBoundsText = new byte[0];

  /// Upper bounds of the buckets of a histogram but the last, ascending.
  public void bounds(double[] bounds) {
    if (bounds.length == 0) {
      return;
    }
    if (!Arrays.equals(bounds, lastBounds)) {
      lastBounds = bounds.clone();
      StringBuilder text = new StringBuilder();
      for (double bound : bounds) {
        text.append(text.isEmpty() ? '[' : ',').append(real(bound));
      }
      lastBoundsText = text.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }
    key("bounds");
    append(lastBoundsText);
  }

  /// Counts of the buckets of a histogram, from `from` to before `to`.
  public void counts(long[] counts, int from, int to) {
    key("counts");
    list(counts, from, to);
  }

  /// Scale and zero bucket of an exponential histogram.
  public void exponential(int scale, long zeroCount) {
    key("scale");
    append(Integer.toString(scale));
    key("zeroCount");
    number(zeroCount);
  }

  /// Buckets of an exponential histogram for values above 0; none if `to` is not above `from`.
  public void positive(int offset, long[] counts, int from, int to) {
    if (to > from) {
      key("positive");
      append("{\"offset\":" + offset + ",\"counts\":");
      list(counts, from, to);
      append('}');
    }
  }

  /// An exemplar; a trace id or span id of 0 is left out.
  public void exemplar(long timeNanos, double value, long traceHigh, long traceLow, long spanId) {
    if (exemplars++ == 0) {
      key("exemplars");
      append('[');
    } else {
      append(',');
    }
    append("{\"timeNanos\":");
    number(timeNanos);
    append(",\"value\":" + real(value));
    if ((traceHigh | traceLow) != 0) {
      append(",\"traceId\":\"" + new TraceId(traceHigh, traceLow) + '"');
    }
    if (spanId != 0) {
      append(",\"spanId\":\"");
      for (int shift = 60; shift >= 0; shift -= 4) {
        append(Character.forDigit((int) (spanId >>> shift) & 15, 16));
      }
      append('"');
    }
    append('}');
  }

  /// A part of Clew's own, which other readers pass over; letters, digits and `+/=_` only.
  public void extra(String name, String text) {
    endExemplars();
    key(name);
    append('"' + text + '"');
  }

  /// Id of the text; that of the empty string if nothing was given.
  public int finish(Strings strings) {
    endExemplars();
    if (length > 0) {
      append('}');
    }
    int id = strings.add(bytes, 0, length);
    length = 0;
    return id;
  }

  private void endExemplars() {
    if (exemplars > 0) {
      append(']');
      exemplars = 0;
    }
  }

  private void list(long[] counts, int from, int to) {
    append('[');
    for (int i = from; i < to; i++) {
      if (i > from) {
        append(',');
      }
      number(counts[i]);
    }
    append(']');
  }

  private void key(String name) {
    append(length == 0 ? "{\"" : ",\"");
    append(name);
    append("\":");
  }

  private static String real(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "{\"@double\":\"" + value + "\"}";
  }

  private void number(long value) {
    if (value >= 0 && value < 10) {
      append((char) ('0' + value));
    } else {
      append(Long.toUnsignedString(value));
    }
  }

  private void append(String ascii) {
    makeRoom(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
  }

  private void append(byte[] ascii) {
    makeRoom(ascii.length);
    System.arraycopy(ascii, 0, bytes, length, ascii.length);
    length += ascii.length;
  }

  private void append(char ascii) {
    makeRoom(1);
    bytes[length++] = (byte) ascii;
  }

  private void makeRoom(int size) {
    if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + size, 2 * length));
    }
  }
}
