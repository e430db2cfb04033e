package dev.clew.model;

import java.util.Arrays;

/// Log records as columns: one row a record.
///
/// To add a record, set its columns at row [#size] (the next), add its attributes and call
/// [#endRow].
public final class LogBatch implements Batch {
  private final Strings strings;
  private final Origins resources;
  private final Origins scopes;
  private final Attributes attributes;
  private int size;
  private long[] timeNanos;
  private long[] observedNanos;
  private long[] traceIdHigh;
  private long[] traceIdLow;
  private long[] spanId;
  private long[] body;
  private int[] severityText;
  private int[] eventName;
  private int[] resource;
  private int[] scope;
  private int[] flags;
  private int[] droppedAttributes;
  private byte[] bodyType;
  private byte[] severity;

  public LogBatch() {
    this(16);
  }

  /// @param expectedRows rows to make room for
  public LogBatch(int expectedRows) {
    int capacity = Math.max(4, expectedRows);
    strings = new Strings(Math.min(capacity * 4, 1 << 16));
    resources = new Origins();
    scopes = new Origins();
    attributes = new Attributes(capacity, capacity * 8);
    timeNanos = new long[capacity];
    observedNanos = new long[capacity];
    traceIdHigh = new long[capacity];
    traceIdLow = new long[capacity];
    spanId = new long[capacity];
    body = new long[capacity];
    severityText = new int[capacity];
    eventName = new int[capacity];
    resource = new int[capacity];
    scope = new int[capacity];
    flags = new int[capacity];
    droppedAttributes = new int[capacity];
    bodyType = new byte[capacity];
    severity = new byte[capacity];
  }

  private LogBatch(LogBatch other) {
    strings = other.strings.copy();
    resources = other.resources.copy();
    scopes = other.scopes.copy();
    attributes = other.attributes.copy();
    size = other.size;
    timeNanos = other.timeNanos.clone();
    observedNanos = other.observedNanos.clone();
    traceIdHigh = other.traceIdHigh.clone();
    traceIdLow = other.traceIdLow.clone();
    spanId = other.spanId.clone();
    body = other.body.clone();
    severityText = other.severityText.clone();
    eventName = other.eventName.clone();
    resource = other.resource.clone();
    scope = other.scope.clone();
    flags = other.flags.clone();
    droppedAttributes = other.droppedAttributes.clone();
    bodyType = other.bodyType.clone();
    severity = other.severity.clone();
  }

  @Override
  public LogBatch copy() {
    return new LogBatch(this);
  }

  @Override
  public Signal signal() {
    return Signal.LOGS;
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
        + 74L * timeNanos.length;
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

  /// Ends the record whose columns were set at row [#size] and whose attributes were added; returns
  /// its row. Columns that were not set hold 0.
  public int endRow() {
    attributes.endOwner();
    size++;
    if (size == timeNanos.length) {
      grow(size * 2);
    }
    return size - 1;
  }

  /// Forgets what was set and added for the record that is being built.
  public void discardRow() {
    attributes.discardOpen();
    timeNanos[size] = 0;
    observedNanos[size] = 0;
    traceIdHigh[size] = 0;
    traceIdLow[size] = 0;
    spanId[size] = 0;
    body[size] = 0;
    severityText[size] = 0;
    eventName[size] = 0;
    resource[size] = 0;
    scope[size] = 0;
    flags[size] = 0;
    droppedAttributes[size] = 0;
    bodyType[size] = 0;
    severity[size] = 0;
  }

  /// Adds a row of another batch; `mapping` leads from that batch to this one.
  public int append(LogBatch other, int row, RowMapping mapping) {
    StringMapping text = mapping.strings();
    timeNanos[size] = other.timeNanos[row];
    observedNanos[size] = other.observedNanos[row];
    traceIdHigh[size] = other.traceIdHigh[row];
    traceIdLow[size] = other.traceIdLow[row];
    spanId[size] = other.spanId[row];
    body[size] = text.mapValue(other.bodyType[row], other.body[row]);
    severityText[size] = text.map(other.severityText[row]);
    eventName[size] = text.map(other.eventName[row]);
    resource[size] = mapping.resource(other.resource[row]);
    scope[size] = mapping.scope(other.scope[row]);
    flags[size] = other.flags[row];
    droppedAttributes[size] = other.droppedAttributes[row];
    bodyType[size] = other.bodyType[row];
    severity[size] = other.severity[row];
    attributes.appendOpen(other.attributes, row, text);
    return endRow();
  }

  /// Adds all rows of another batch.
  public void appendAll(LogBatch other) {
    RowMapping mapping = new RowMapping(other, this);
    for (int row = 0; row < other.size; row++) {
      append(other, row, mapping);
    }
  }

  @Override
  public long timeNanos(int row) {
    return timeNanos[row];
  }

  public void timeNanos(int row, long value) {
    timeNanos[row] = value;
  }

  /// When the record was collected, in epoch nanoseconds; 0 if unknown.
  public long observedNanos(int row) {
    return observedNanos[row];
  }

  public void observedNanos(int row, long value) {
    observedNanos[row] = value;
  }

  /// First 8 bytes of the trace id; both halves are 0 outside a trace.
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

  /// Span id; 0 if none.
  public long spanId(int row) {
    return spanId[row];
  }

  public void spanId(int row, long value) {
    spanId[row] = value;
  }

  /// The body as a value of [#bodyType].
  public long body(int row) {
    return body[row];
  }

  public void body(int row, long value) {
    body[row] = value;
  }

  /// String id.
  public int severityText(int row) {
    return severityText[row];
  }

  public void severityText(int row, int value) {
    severityText[row] = value;
  }

  /// String id.
  public int eventName(int row) {
    return eventName[row];
  }

  public void eventName(int row, int value) {
    eventName[row] = value;
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

  /// W3C trace flags.
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

  /// Type of the body.
  public ValueType bodyType(int row) {
    return ValueType.of(bodyType[row]);
  }

  public void bodyType(int row, ValueType value) {
    bodyType[row] = (byte) value.ordinal();
  }

  /// OTLP severity number, 0 (unspecified) to 24.
  public byte severity(int row) {
    return severity[row];
  }

  public void severity(int row, byte value) {
    severity[row] = value;
  }

  private void grow(int capacity) {
    timeNanos = Arrays.copyOf(timeNanos, capacity);
    observedNanos = Arrays.copyOf(observedNanos, capacity);
    traceIdHigh = Arrays.copyOf(traceIdHigh, capacity);
    traceIdLow = Arrays.copyOf(traceIdLow, capacity);
    spanId = Arrays.copyOf(spanId, capacity);
    body = Arrays.copyOf(body, capacity);
    severityText = Arrays.copyOf(severityText, capacity);
    eventName = Arrays.copyOf(eventName, capacity);
    resource = Arrays.copyOf(resource, capacity);
    scope = Arrays.copyOf(scope, capacity);
    flags = Arrays.copyOf(flags, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
    bodyType = Arrays.copyOf(bodyType, capacity);
    severity = Arrays.copyOf(severity, capacity);
  }
}
