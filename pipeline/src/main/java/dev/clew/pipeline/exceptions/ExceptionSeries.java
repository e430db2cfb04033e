package dev.clew.pipeline.exceptions;

import dev.clew.model.Attributes;
import dev.clew.model.Origins;
import dev.clew.model.PointBatch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Counters of exceptions by their attributes, with the instant at which each began.
///
/// Bounded in number and bytes; what has no place any more is counted in one series with only
/// `otel.metric.overflow`.
final class ExceptionSeries {
  private static final int FORMAT = 1;
  private static final String OVERFLOW = "otel.metric.overflow";

  private final int maxSeries;
  private final long maxBytes;
  private final Strings strings = new Strings();
  private final Origins rows = new Origins();
  private final Adder adder = new Adder();
  private long[] counts = new long[16];
  private long[] starts = new long[16];
  private int overflow = -1;

  /// @param maxSeries the series of the overflow not among them
  /// @param maxBytes of text and attributes together, about
  ExceptionSeries(int maxSeries, long maxBytes) {
    this.maxSeries = maxSeries;
    this.maxBytes = maxBytes;
  }

  int size() {
    return rows.size();
  }

  long count(int row) {
    return counts[row];
  }

  /// Counts an exception; returns its series.
  int add(ExceptionEvents events, int span, int event, long instantNanos) {
    boolean isFull = isFull();
    adder.begin(isFull);
    events.addTo(adder, span, event);
    if (!isFull) {
      return count(rows.endRow(0, 0, 0, 0), instantNanos);
    }
    int known = adder.isUnknown ? -1 : rows.findRow(0, 0, 0, 0);
    if (known < 0) {
      rows.attributes().discardOpen();
      known = overflow(instantNanos);
    }
    return count(known, instantNanos);
  }

  private boolean isFull() {
    int series = rows.size() - (overflow < 0 ? 0 : 1);
    return series >= maxSeries || strings.bytes() + rows.bytes() > maxBytes;
  }

  private int overflow(long instantNanos) {
    if (overflow < 0) {
      rows.attributes().add(strings.add(OVERFLOW), ValueType.BOOL, 1);
      overflow = rows.endRow(0, 0, 0, 0);
      ensure(overflow, instantNanos);
    }
    return overflow;
  }

  private int count(int row, long instantNanos) {
    ensure(row, instantNanos);
    counts[row]++;
    return row;
  }

  private void ensure(int row, long instantNanos) {
    if (row >= counts.length) {
      counts = Arrays.copyOf(counts, counts.length * 2);
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
    if (counts[row] == 0) {
      starts[row] = instantNanos;
    }
  }

  /// Adds the attributes of a series to the point that is being built, and sets when it began.
  void describe(int row, PointBatch target) {
    target.startNanos(target.size(), starts[row]);
    Attributes attributes = rows.attributes();
    for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
      ValueType type = attributes.type(entry);
      long value = attributes.value(entry);
      target
          .attributes()
          .add(
              target.strings().add(strings, attributes.key(entry)),
              type,
              type.isText() ? target.strings().add(strings, (int) value) : value);
    }
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeInt(strings.size());
    for (int id = 0; id < strings.size(); id++) {
      out.writeInt(strings.length(id));
      out.write(strings.arena(), strings.start(id), strings.length(id));
    }
    out.writeInt(rows.size());
    out.writeInt(overflow);
    Attributes attributes = rows.attributes();
    for (int row = 0; row < rows.size(); row++) {
      out.writeLong(counts[row]);
      out.writeLong(starts[row]);
      out.writeInt(attributes.end(row) - attributes.start(row));
      for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
        out.writeInt(attributes.key(entry));
        out.writeUTF(attributes.type(entry).name());
        out.writeLong(attributes.value(entry));
      }
    }
  }

  void restore(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("exceptions: unknown format " + format);
    }
    int texts = in.readInt();
    for (int id = 0; id < texts; id++) {
      byte[] text = new byte[in.readInt()];
      in.readFully(text);
      if (strings.add(text, 0, text.length) != id) {
        throw new IOException(
            "exceptions: text twice: " + new String(text, StandardCharsets.UTF_8));
      }
    }
    int series = in.readInt();
    overflow = in.readInt();
    for (int row = 0; row < series; row++) {
      ensure(row, 0);
      counts[row] = in.readLong();
      starts[row] = in.readLong();
      int entries = in.readInt();
      for (int entry = 0; entry < entries; entry++) {
        int key = in.readInt();
        rows.attributes().add(key, ValueType.valueOf(in.readUTF()), in.readLong());
      }
      rows.endRow(0, 0, 0, 0);
    }
  }

  /// Adds attributes to the series that is being looked up.
  private final class Adder implements ExceptionEvents.Sink {
    private boolean isFull;
    private boolean isUnknown;

    /// @param isFull whether no text may be added
    void begin(boolean isFull) {
      this.isFull = isFull;
      this.isUnknown = false;
    }

    @Override
    public void value(String key, Strings source, ValueType type, long value) {
      long bits = value;
      if (type.isText()) {
        bits = isFull ? known(source.get((int) value)) : strings.add(source, (int) value);
      }
      add(key, type, bits);
    }

    @Override
    public void text(String key, String value) {
      add(key, ValueType.STRING, isFull ? known(value) : strings.add(value));
    }

    private void add(String key, ValueType type, long bits) {
      rows.attributes().add(isFull ? known(key) : strings.add(key), type, bits);
    }

    private int known(String text) {
      int id = strings.find(text);
      isUnknown |= id < 0;
      return Math.max(id, Strings.EMPTY);
    }
  }
}
