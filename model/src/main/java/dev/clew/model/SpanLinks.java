package dev.clew.model;

import java.util.Arrays;

/// Links of many spans, as compressed rows: those of span `i` stand from [#start] to [#end].
public final class SpanLinks {
  private int[] ends;
  private int spans;
  private long[] traceIdsHigh = new long[4];
  private long[] traceIdsLow = new long[4];
  private long[] spanIds = new long[4];
  private int[] traceStates = new int[4];
  private int[] flags = new int[4];
  private int[] droppedAttributes = new int[4];
  private int size;
  private final Attributes attributes;

  SpanLinks(int expectedSpans) {
    attributes = new Attributes(4, 8);
    ends = new int[Math.max(4, expectedSpans)];
  }

  private SpanLinks(SpanLinks other) {
    ends = other.ends.clone();
    traceIdsHigh = other.traceIdsHigh.clone();
    traceIdsLow = other.traceIdsLow.clone();
    spanIds = other.spanIds.clone();
    traceStates = other.traceStates.clone();
    flags = other.flags.clone();
    droppedAttributes = other.droppedAttributes.clone();
    spans = other.spans;
    size = other.size;
    attributes = other.attributes.copy();
  }

  SpanLinks copy() {
    return new SpanLinks(this);
  }

  /// Links of all spans.
  public int size() {
    return size;
  }

  public long bytes() {
    return attributes.bytes() + 4L * ends.length + 36L * flags.length;
  }

  /// Attributes by link. To add a link, add its entries here and call [#add].
  public Attributes attributes() {
    return attributes;
  }

  /// Adds a link, whose attributes were added before, to the span that is being built.
  public void add(TraceId traceId, long spanId, int traceState, int flagBits, int dropped) {
    attributes.endOwner();
    if (size == flags.length) {
      grow(size * 2);
    }
    traceIdsHigh[size] = traceId.high();
    traceIdsLow[size] = traceId.low();
    spanIds[size] = spanId;
    traceStates[size] = traceState;
    flags[size] = flagBits;
    droppedAttributes[size++] = dropped;
  }

  public int start(int span) {
    return span == 0 ? 0 : ends[span - 1];
  }

  public int end(int span) {
    return ends[span];
  }

  public TraceId traceId(int link) {
    return new TraceId(traceIdsHigh[link], traceIdsLow[link]);
  }

  public long spanId(int link) {
    return spanIds[link];
  }

  public int traceState(int link) {
    return traceStates[link];
  }

  public int flags(int link) {
    return flags[link];
  }

  public int droppedAttributes(int link) {
    return droppedAttributes[link];
  }

  /// Links so far of the span that is being built.
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

  void append(SpanLinks other, int span, StringMapping strings) {
    for (int link = other.start(span); link < other.end(span); link++) {
      attributes.appendOpen(other.attributes, link, strings);
      add(
          other.traceId(link),
          other.spanIds[link],
          strings.map(other.traceStates[link]),
          other.flags[link],
          other.droppedAttributes[link]);
    }
  }

  private void grow(int capacity) {
    traceIdsHigh = Arrays.copyOf(traceIdsHigh, capacity);
    traceIdsLow = Arrays.copyOf(traceIdsLow, capacity);
    spanIds = Arrays.copyOf(spanIds, capacity);
    traceStates = Arrays.copyOf(traceStates, capacity);
    flags = Arrays.copyOf(flags, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
  }
}
