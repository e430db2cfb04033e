package dev.clew.model;

import java.util.Arrays;
import java.util.BitSet;

/// Spans as columns: one row a span.
///
/// To add a span, set its columns at row [#size] (the next), add its attributes, events and links,
/// and call [#endRow].
public final class SpanBatch implements Batch {
  private final Strings strings;
  private final Origins resources;
  private final Origins scopes;
  private final Attributes attributes;
  private final SpanEvents events;
  private final SpanLinks links;
  private int size;
  private long[] traceIdHigh;
  private long[] traceIdLow;
  private long[] spanId;
  private long[] parentSpanId;
  private long[] startNanos;
  private long[] endNanos;
  private int[] name;
  private int[] traceState;
  private int[] statusMessage;
  private int[] resource;
  private int[] scope;
  private int[] flags;
  private int[] droppedAttributes;
  private int[] droppedEvents;
  private int[] droppedLinks;
  private byte[] kind;
  private byte[] status;

  public SpanBatch() {
    this(16);
  }

  /// @param expectedRows rows to make room for
  public SpanBatch(int expectedRows) {
    this(
        Math.max(4, expectedRows),
        Math.max(4, expectedRows) * 8,
        new Strings(Math.min(Math.max(4, expectedRows) * 4, 1 << 16)));
  }

  private SpanBatch(int capacity, int expectedEntries, Strings strings) {
    this.strings = strings;
    resources = new Origins();
    scopes = new Origins();
    attributes = new Attributes(capacity, expectedEntries);
    events = new SpanEvents(capacity);
    links = new SpanLinks(capacity);
    traceIdHigh = new long[capacity];
    traceIdLow = new long[capacity];
    spanId = new long[capacity];
    parentSpanId = new long[capacity];
    startNanos = new long[capacity];
    endNanos = new long[capacity];
    name = new int[capacity];
    traceState = new int[capacity];
    statusMessage = new int[capacity];
    resource = new int[capacity];
    scope = new int[capacity];
    flags = new int[capacity];
    droppedAttributes = new int[capacity];
    droppedEvents = new int[capacity];
    droppedLinks = new int[capacity];
    kind = new byte[capacity];
    status = new byte[capacity];
  }

  /// An empty batch with room for about as much as another one holds.
  public static SpanBatch sizedAs(SpanBatch other) {
    int entries = other.attributes.size();
    return new SpanBatch(
        other.size + (other.size >> 4) + 4,
        entries + (entries >> 3),
        Strings.sizedAs(other.strings));
  }

  private SpanBatch(SpanBatch other) {
    strings = other.strings.copy();
    resources = other.resources.copy();
    scopes = other.scopes.copy();
    attributes = other.attributes.copy();
    events = other.events.copy();
    links = other.links.copy();
    size = other.size;
    traceIdHigh = other.traceIdHigh.clone();
    traceIdLow = other.traceIdLow.clone();
    spanId = other.spanId.clone();
    parentSpanId = other.parentSpanId.clone();
    startNanos = other.startNanos.clone();
    endNanos = other.endNanos.clone();
    name = other.name.clone();
    traceState = other.traceState.clone();
    statusMessage = other.statusMessage.clone();
    resource = other.resource.clone();
    scope = other.scope.clone();
    flags = other.flags.clone();
    droppedAttributes = other.droppedAttributes.clone();
    droppedEvents = other.droppedEvents.clone();
    droppedLinks = other.droppedLinks.clone();
    kind = other.kind.clone();
    status = other.status.clone();
  }

  @Override
  public SpanBatch copy() {
    return new SpanBatch(this);
  }

  @Override
  public Signal signal() {
    return Signal.TRACES;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long bytes() {
    return strings.bytes()
        + resources.bytes()
        + scopes.bytes()
        + attributes.bytes()
        + events.bytes()
        + links.bytes()
        + 86L * traceIdHigh.length;
  }

  @Override
  public Strings strings() {
    return strings;
  }

  @Override
  public Origins resources() {
    return resources;
  }

  @Override
  public Origins scopes() {
    return scopes;
  }

  @Override
  public Attributes attributes() {
    return attributes;
  }

  public SpanEvents events() {
    return events;
  }

  public SpanLinks links() {
    return links;
  }

  /// Ends the span whose columns were set at row [#size] and whose attributes were added; returns
  /// its row. Columns that were not set hold 0.
  public int endRow() {
    attributes.endOwner();
    events.endSpan();
    links.endSpan();
    size++;
    if (size == traceIdHigh.length) {
      grow(size * 2);
    }
    return size - 1;
  }

  /// Forgets what was set and added for the span that is being built.
  public void discardRow() {
    attributes.discardOpen();
    events.discardOpen();
    links.discardOpen();
    traceIdHigh[size] = 0;
    traceIdLow[size] = 0;
    spanId[size] = 0;
    parentSpanId[size] = 0;
    startNanos[size] = 0;
    endNanos[size] = 0;
    name[size] = 0;
    traceState[size] = 0;
    statusMessage[size] = 0;
    resource[size] = 0;
    scope[size] = 0;
    flags[size] = 0;
    droppedAttributes[size] = 0;
    droppedEvents[size] = 0;
    droppedLinks[size] = 0;
    kind[size] = 0;
    status[size] = 0;
  }

  /// Adds a row of another batch; `mapping` leads from that batch to this one.
  public int append(SpanBatch other, int row, RowMapping mapping) {
    events.append(other.events, row, mapping.strings());
    return appendWithoutEvents(other, row, mapping);
  }

  /// Adds a row of another batch with those of its events that are in a set.
  public int append(SpanBatch other, int row, RowMapping mapping, BitSet keptEvents) {
    int end = other.events.end(row);
    int event = keptEvents.nextSetBit(other.events.start(row));
    for (; event >= 0 && event < end; event = keptEvents.nextSetBit(event + 1)) {
      events.append(other.events, event, event + 1, mapping.strings());
    }
    return appendWithoutEvents(other, row, mapping);
  }

  private int appendWithoutEvents(SpanBatch other, int row, RowMapping mapping) {
    StringMapping text = mapping.strings();
    traceIdHigh[size] = other.traceIdHigh[row];
    traceIdLow[size] = other.traceIdLow[row];
    spanId[size] = other.spanId[row];
    parentSpanId[size] = other.parentSpanId[row];
    startNanos[size] = other.startNanos[row];
    endNanos[size] = other.endNanos[row];
    name[size] = text.map(other.name[row]);
    traceState[size] = text.map(other.traceState[row]);
    statusMessage[size] = text.map(other.statusMessage[row]);
    resource[size] = mapping.resource(other.resource[row]);
    scope[size] = mapping.scope(other.scope[row]);
    flags[size] = other.flags[row];
    droppedAttributes[size] = other.droppedAttributes[row];
    droppedEvents[size] = other.droppedEvents[row];
    droppedLinks[size] = other.droppedLinks[row];
    kind[size] = other.kind[row];
    status[size] = other.status[row];
    attributes.appendOpen(other.attributes, row, text);
    links.append(other.links, row, text);
    return endRow();
  }

  /// Adds all rows of another batch.
  public void appendAll(SpanBatch other) {
    int rows = other.size;
    if (size + rows >= traceIdHigh.length) {
      grow(Math.max(size + rows + 1, size * 2));
    }
    copy(other);
    RowMapping mapping = new RowMapping(other, this);
    StringMapping text = mapping.strings();
    for (int row = 0; row < rows; row++) {
      name[size + row] = text.map(other.name[row]);
      traceState[size + row] = text.map(other.traceState[row]);
      statusMessage[size + row] = text.map(other.statusMessage[row]);
      resource[size + row] = mapping.resource(other.resource[row]);
      scope[size + row] = mapping.scope(other.scope[row]);
    }
    attributes.appendAll(other.attributes, text);
    for (int row = 0; row < rows; row++) {
      events.append(other.events, row, text);
      events.endSpan();
      links.append(other.links, row, text);
      links.endSpan();
    }
    size += rows;
  }

  /// Copies the columns that mean the same in every batch.
  private void copy(SpanBatch other) {
    int rows = other.size;
    System.arraycopy(other.traceIdHigh, 0, traceIdHigh, size, rows);
    System.arraycopy(other.traceIdLow, 0, traceIdLow, size, rows);
    System.arraycopy(other.spanId, 0, spanId, size, rows);
    System.arraycopy(other.parentSpanId, 0, parentSpanId, size, rows);
    System.arraycopy(other.startNanos, 0, startNanos, size, rows);
    System.arraycopy(other.endNanos, 0, endNanos, size, rows);
    System.arraycopy(other.flags, 0, flags, size, rows);
    System.arraycopy(other.droppedAttributes, 0, droppedAttributes, size, rows);
    System.arraycopy(other.droppedEvents, 0, droppedEvents, size, rows);
    System.arraycopy(other.droppedLinks, 0, droppedLinks, size, rows);
    System.arraycopy(other.kind, 0, kind, size, rows);
    System.arraycopy(other.status, 0, status, size, rows);
  }

  @Override
  public long timeNanos(int row) {
    return startNanos[row];
  }

  /// End minus start; 0 if that is negative.
  public long durationNanos(int row) {
    return Math.max(0, endNanos[row] - startNanos[row]);
  }

  public TraceId traceId(int row) {
    return new TraceId(traceIdHigh[row], traceIdLow[row]);
  }

  /// First 8 bytes of the trace id, big-endian.
  public long traceIdHigh(int row) {
    return traceIdHigh[row];
  }

  public void traceIdHigh(int row, long value) {
    traceIdHigh[row] = value;
  }

  /// Last 8 bytes of the trace id.
  public long traceIdLow(int row) {
    return traceIdLow[row];
  }

  public void traceIdLow(int row, long value) {
    traceIdLow[row] = value;
  }

  /// Span id, big-endian; never 0.
  public long spanId(int row) {
    return spanId[row];
  }

  public void spanId(int row, long value) {
    spanId[row] = value;
  }

  /// Span id of the parent; 0 for a root.
  public long parentSpanId(int row) {
    return parentSpanId[row];
  }

  public void parentSpanId(int row, long value) {
    parentSpanId[row] = value;
  }

  /// Epoch nanoseconds.
  public long startNanos(int row) {
    return startNanos[row];
  }

  public void startNanos(int row, long value) {
    startNanos[row] = value;
  }

  /// Epoch nanoseconds; may lie before the start when clocks jump.
  public long endNanos(int row) {
    return endNanos[row];
  }

  public void endNanos(int row, long value) {
    endNanos[row] = value;
  }

  /// String id.
  public int name(int row) {
    return name[row];
  }

  public void name(int row, int value) {
    name[row] = value;
  }

  /// String id of the W3C tracestate.
  public int traceState(int row) {
    return traceState[row];
  }

  public void traceState(int row, int value) {
    traceState[row] = value;
  }

  /// String id.
  public int statusMessage(int row) {
    return statusMessage[row];
  }

  public void statusMessage(int row, int value) {
    statusMessage[row] = value;
  }

  @Override
  public int resource(int row) {
    return resource[row];
  }

  public void resource(int row, int value) {
    resource[row] = value;
  }

  @Override
  public int scope(int row) {
    return scope[row];
  }

  public void scope(int row, int value) {
    scope[row] = value;
  }

  /// W3C trace flags and, in bits 8 and 9, whether the parent is remote, as OTLP has them.
  public int flags(int row) {
    return flags[row];
  }

  public void flags(int row, int value) {
    flags[row] = value;
  }

  /// Attributes that the sender or a limit dropped.
  public int droppedAttributes(int row) {
    return droppedAttributes[row];
  }

  public void droppedAttributes(int row, int value) {
    droppedAttributes[row] = value;
  }

  /// Events that the sender or a limit dropped.
  public int droppedEvents(int row) {
    return droppedEvents[row];
  }

  public void droppedEvents(int row, int value) {
    droppedEvents[row] = value;
  }

  /// Links that the sender or a limit dropped.
  public int droppedLinks(int row) {
    return droppedLinks[row];
  }

  public void droppedLinks(int row, int value) {
    droppedLinks[row] = value;
  }

  /// Role of the span.
  public SpanKind kind(int row) {
    return SpanKind.of(kind[row]);
  }

  public void kind(int row, SpanKind value) {
    kind[row] = (byte) value.ordinal();
  }

  /// Status of the span.
  public SpanStatus status(int row) {
    return SpanStatus.of(status[row]);
  }

  public void status(int row, SpanStatus value) {
    status[row] = (byte) value.ordinal();
  }

  private void grow(int capacity) {
    traceIdHigh = Arrays.copyOf(traceIdHigh, capacity);
    traceIdLow = Arrays.copyOf(traceIdLow, capacity);
    spanId = Arrays.copyOf(spanId, capacity);
    parentSpanId = Arrays.copyOf(parentSpanId, capacity);
    startNanos = Arrays.copyOf(startNanos, capacity);
    endNanos = Arrays.copyOf(endNanos, capacity);
    name = Arrays.copyOf(name, capacity);
    traceState = Arrays.copyOf(traceState, capacity);
    statusMessage = Arrays.copyOf(statusMessage, capacity);
    resource = Arrays.copyOf(resource, capacity);
    scope = Arrays.copyOf(scope, capacity);
    flags = Arrays.copyOf(flags, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
    droppedEvents = Arrays.copyOf(droppedEvents, capacity);
    droppedLinks = Arrays.copyOf(droppedLinks, capacity);
    kind = Arrays.copyOf(kind, capacity);
    status = Arrays.copyOf(status, capacity);
  }
}
