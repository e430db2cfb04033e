package dev.clew.model;

import java.util.Arrays;

/// Metric data points as columns: one row a point.
///
/// To add a point, set its columns at row [#size] (the next), add its attributes and call
/// [#endRow].
public final class PointBatch implements Batch {
  private final Strings strings;
  private final Origins resources;
  private final Origins scopes;
  private final Attributes attributes;
  private int size;
  private long[] timeNanos;
  private long[] startNanos;
  private int[] metric;
  private int[] unit;
  private int[] description;
  private int[] resource;
  private int[] scope;
  private int[] flags;
  private int[] detail;
  private double[] value;
  private long[] count;
  private double[] min;
  private double[] max;
  private byte[] type;
  private byte[] temporality;
  private boolean[] isMonotonic;
  private boolean[] isInteger;

  public PointBatch() {
    this(16);
  }

  /// @param expectedRows rows to make room for
  public PointBatch(int expectedRows) {
    int capacity = Math.max(4, expectedRows);
    strings = new Strings(Math.min(capacity * 4, 1 << 16));
    resources = new Origins();
    scopes = new Origins();
    attributes = new Attributes(capacity, capacity * 8);
    timeNanos = new long[capacity];
    startNanos = new long[capacity];
    metric = new int[capacity];
    unit = new int[capacity];
    description = new int[capacity];
    resource = new int[capacity];
    scope = new int[capacity];
    flags = new int[capacity];
    detail = new int[capacity];
    value = new double[capacity];
    count = new long[capacity];
    min = new double[capacity];
    max = new double[capacity];
    type = new byte[capacity];
    temporality = new byte[capacity];
    isMonotonic = new boolean[capacity];
    isInteger = new boolean[capacity];
  }

  private PointBatch(PointBatch other) {
    strings = other.strings.copy();
    resources = other.resources.copy();
    scopes = other.scopes.copy();
    attributes = other.attributes.copy();
    size = other.size;
    timeNanos = other.timeNanos.clone();
    startNanos = other.startNanos.clone();
    metric = other.metric.clone();
    unit = other.unit.clone();
    description = other.description.clone();
    resource = other.resource.clone();
    scope = other.scope.clone();
    flags = other.flags.clone();
    detail = other.detail.clone();
    value = other.value.clone();
    count = other.count.clone();
    min = other.min.clone();
    max = other.max.clone();
    type = other.type.clone();
    temporality = other.temporality.clone();
    isMonotonic = other.isMonotonic.clone();
    isInteger = other.isInteger.clone();
  }

  @Override
  public PointBatch copy() {
    return new PointBatch(this);
  }

  @Override
  public Signal signal() {
    return Signal.METRICS;
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
        + 80L * timeNanos.length;
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

  /// Ends the point whose columns were set at row [#size] and whose attributes were added; returns
  /// its row. Columns that were not set hold 0.
  public int endRow() {
    attributes.endOwner();
    size++;
    if (size == timeNanos.length) {
      grow(size * 2);
    }
    return size - 1;
  }

  /// Forgets what was set and added for the point that is being built.
  public void discardRow() {
    attributes.discardOpen();
    timeNanos[size] = 0;
    startNanos[size] = 0;
    metric[size] = 0;
    unit[size] = 0;
    description[size] = 0;
    resource[size] = 0;
    scope[size] = 0;
    flags[size] = 0;
    detail[size] = 0;
    value[size] = 0;
    count[size] = 0;
    min[size] = 0;
    max[size] = 0;
    type[size] = 0;
    temporality[size] = 0;
    isMonotonic[size] = false;
    isInteger[size] = false;
  }

  /// Adds a row of another batch; `mapping` leads from that batch to this one.
  public int append(PointBatch other, int row, RowMapping mapping) {
    StringMapping text = mapping.strings();
    timeNanos[size] = other.timeNanos[row];
    startNanos[size] = other.startNanos[row];
    metric[size] = text.map(other.metric[row]);
    unit[size] = text.map(other.unit[row]);
    description[size] = text.map(other.description[row]);
    resource[size] = mapping.resource(other.resource[row]);
    scope[size] = mapping.scope(other.scope[row]);
    flags[size] = other.flags[row];
    detail[size] = text.map(other.detail[row]);
    value[size] = other.value[row];
    count[size] = other.count[row];
    min[size] = other.min[row];
    max[size] = other.max[row];
    type[size] = other.type[row];
    temporality[size] = other.temporality[row];
    isMonotonic[size] = other.isMonotonic[row];
    isInteger[size] = other.isInteger[row];
    attributes.appendOpen(other.attributes, row, text);
    return endRow();
  }

  /// Adds all rows of another batch.
  public void appendAll(PointBatch other) {
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

  /// Begin of the interval of a sum or histogram; 0 if unknown.
  public long startNanos(int row) {
    return startNanos[row];
  }

  public void startNanos(int row, long value) {
    startNanos[row] = value;
  }

  /// String id of the metric name.
  public int metric(int row) {
    return metric[row];
  }

  public void metric(int row, int value) {
    metric[row] = value;
  }

  /// String id.
  public int unit(int row) {
    return unit[row];
  }

  public void unit(int row, int value) {
    unit[row] = value;
  }

  /// String id.
  public int description(int row) {
    return description[row];
  }

  public void description(int row, int value) {
    description[row] = value;
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

  /// OTLP data point flags; bit 0: no recorded value.
  public int flags(int row) {
    return flags[row];
  }

  public void flags(int row, int value) {
    flags[row] = value;
  }

  /// String id of JSON text that holds buckets, quantiles and exemplars.
  public int detail(int row) {
    return detail[row];
  }

  public void detail(int row, int value) {
    detail[row] = value;
  }

  /// Value of a gauge or sum; the sum of a histogram or summary.
  public double value(int row) {
    return value[row];
  }

  public void value(int row, double value) {
    this.value[row] = value;
  }

  /// Observations of a histogram or summary; 0 for others.
  public long count(int row) {
    return count[row];
  }

  public void count(int row, long value) {
    count[row] = value;
  }

  /// Least observation; NaN if unknown.
  public double min(int row) {
    return min[row];
  }

  public void min(int row, double value) {
    min[row] = value;
  }

  /// Greatest observation; NaN if unknown.
  public double max(int row) {
    return max[row];
  }

  public void max(int row, double value) {
    max[row] = value;
  }

  /// Kind of the metric.
  public PointType type(int row) {
    return PointType.of(type[row]);
  }

  public void type(int row, PointType value) {
    type[row] = (byte) value.ordinal();
  }

  /// OTLP temporality: 0 none, 1 delta, 2 cumulative.
  public byte temporality(int row) {
    return temporality[row];
  }

  public void temporality(int row, byte value) {
    temporality[row] = value;
  }

  /// Whether a sum only grows.
  public boolean isMonotonic(int row) {
    return isMonotonic[row];
  }

  public void isMonotonic(int row, boolean value) {
    isMonotonic[row] = value;
  }

  /// Whether the value was sent as an integer.
  public boolean isInteger(int row) {
    return isInteger[row];
  }

  public void isInteger(int row, boolean value) {
    isInteger[row] = value;
  }

  private void grow(int capacity) {
    timeNanos = Arrays.copyOf(timeNanos, capacity);
    startNanos = Arrays.copyOf(startNanos, capacity);
    metric = Arrays.copyOf(metric, capacity);
    unit = Arrays.copyOf(unit, capacity);
    description = Arrays.copyOf(description, capacity);
    resource = Arrays.copyOf(resource, capacity);
    scope = Arrays.copyOf(scope, capacity);
    flags = Arrays.copyOf(flags, capacity);
    detail = Arrays.copyOf(detail, capacity);
    value = Arrays.copyOf(value, capacity);
    count = Arrays.copyOf(count, capacity);
    min = Arrays.copyOf(min, capacity);
    max = Arrays.copyOf(max, capacity);
    type = Arrays.copyOf(type, capacity);
    temporality = Arrays.copyOf(temporality, capacity);
    isMonotonic = Arrays.copyOf(isMonotonic, capacity);
    isInteger = Arrays.copyOf(isInteger, capacity);
  }
}
