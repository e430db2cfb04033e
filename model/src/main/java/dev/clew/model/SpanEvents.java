package dev.clew.model;

import java.util.Arrays;

/// Events of many spans, as compressed rows: those of span `i` stand from [#start] to [#end].
public final class SpanEvents {
  private int[] ends;
  private int spans;
  private long[] timesNanos;
  private int[] names;
  private int[] droppedAttributes;
  private int size;
  private final Attributes attributes;

  SpanEvents(int expectedSpans) {
    int expected = Math.max(4, expectedSpans / 4);
    ends = new int[Math.max(4, expectedSpans)];
    timesNanos = new long[expected];
    names = new int[expected];
    droppedAttributes = new int[expected];
    attributes = new Attributes(expected, expected * 3);
  }

  private SpanEvents(SpanEvents other) {
    ends = other.ends.clone();
    timesNanos = other.timesNanos.clone();
    names = other.names.clone();
    droppedAttributes = other.droppedAttributes.clone();
    spans = other.spans;
    size = other.size;
    attributes = other.attributes.copy();
  }

  SpanEvents copy() {
    return new SpanEvents(this);
  }

  /// Events of all spans.
  public int size() {
    return size;
  }

  public long bytes() {
    return attributes.bytes() + 4L * ends.length + 16L * names.length;
  }

  /// Attributes by event. To add an event, add its entries here and call [#add].
  public Attributes attributes() {
    return attributes;
  }

  /// Adds an event, whose attributes were added before, to the span that is being built.
  public void add(long timeNanos, int name, int droppedAttributesCount) {
    attributes.endOwner();
    if (size == names.length) {
      int capacity = size * 2;
      timesNanos = Arrays.copyOf(timesNanos, capacity);
      names = Arrays.copyOf(names, capacity);
      droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
    }
    timesNanos[size] = timeNanos;
    names[size] = name;
    droppedAttributes[size++] = droppedAttributesCount;
  }

  public int start(int span) {
    return span == 0 ? 0 : ends[span - 1];
  }

  public int end(int span) {
    return ends[span];
  }

  public long timeNanos(int event) {
    return timesNanos[event];
  }

  public void timeNanos(int event, long value) {
    timesNanos[event] = value;
  }

  public int name(int event) {
    return names[event];
  }

  public void name(int event, int value) {
    names[event] = value;
  }

  public int droppedAttributes(int event) {
    return droppedAttributes[event];
  }

  public void droppedAttributes(int event, int value) {
    droppedAttributes[event] = value;
  }

  /// Events so far of the span that is being built.
  public int open() {
    return size - (spans == 0 ? 0 : ends[spans - 1]);
  }

  void endSpan() {
    if (spans == ends.length) {
      ends = Arrays.copyOf(ends, spans * 2);
    }
    ends[spans++] = size;
  }

  void discardOpen() {
    int keep = spans == 0 ? 0 : ends[spans - 1];
    attributes.discardOpen();
    while (size > keep) {
      size--;
      attributes.removeLastOwner();
    }
  }

  void append(SpanEvents other, int span, StringMapping strings) {
    append(other, other.start(span), other.end(span), strings);
  }

  /// Adds the events of the other batch from one to the one before the other to the open span.
  void append(SpanEvents other, int from, int to, StringMapping strings) {
    for (int event = from; event < to; event++) {
      attributes.appendOpen(other.attributes, event, strings);
      add(other.timesNanos[event], strings.map(other.names[event]), other.droppedAttributes[event]);
    }
  }
}
