package dev.clew.pipeline.series;

import dev.clew.model.PointBatch;
import dev.clew.model.PointDetail;
import dev.clew.model.ValueType;
import java.util.Arrays;
import java.util.function.Consumer;

/// Puts points into batches of a bounded size and hands those on.
public final class PointWriter {
  /// Attribute of the series that counts what found no room.
  public static final String OVERFLOW_KEY = "otel.metric.overflow";

  /// Part of a point's detail that holds a HyperLogLog sketch of what the gauge estimates.
  public static final String SKETCH_KEY = "sketch";

  private static final int MAX_ROWS = 8192;
  private static final byte DELTA = 1;
  private static final byte CUMULATIVE = 2;
  private static final int NO_RECORDED_VALUE = 1;

  private final TextPool pool;
  private final String scope;
  private final ResourceWriter resources;
  private final Consumer<PointBatch> output;
  private final PointDetail detail = new PointDetail();
  private PointBatch batch = new PointBatch(0);
  private int[] texts = new int[0];
  private int[] groups = new int[0];
  private int scopeRow;

  /// @param scope name of the instrumentation scope of all points
  /// @param output takes batches of at least one row
  public PointWriter(
      TextPool pool, String scope, ResourceWriter resources, Consumer<PointBatch> output) {
    this.pool = pool;
    this.scope = scope;
    this.resources = resources;
    this.output = output;
    open();
  }

  /// Adds the resource of a group to a batch.
  @FunctionalInterface
  public interface ResourceWriter {
    /// Row of the resource in the batch.
    int add(int group, PointBatch batch);
  }

  private void open() {
    batch = new PointBatch(64);
    scopeRow = batch.scopes().endRow(batch.strings().add(scope), 0, 0, 0);
    texts = new int[pool.end()];
    Arrays.fill(texts, -1);
    groups = new int[0];
  }

  PointBatch batch() {
    return batch;
  }

  PointDetail detail() {
    return detail;
  }

  /// Begins a point.
  void begin(MetricShape shape, int group, long startNanos, long timeNanos) {
    begin(shape.name(), shape.unit(), shape.description(), group, timeNanos);
    batch.temporality(batch.size(), shape.isDelta() ? DELTA : CUMULATIVE);
    batch.startNanos(batch.size(), startNanos);
  }

  private void begin(String name, String unit, String description, int group, long timeNanos) {
    if (batch.size() == MAX_ROWS) {
      output.accept(batch);
      open();
    }
    int row = batch.size();
    batch.metric(row, batch.strings().add(name));
    batch.unit(row, batch.strings().add(unit));
    batch.description(row, batch.strings().add(description));
    batch.timeNanos(row, timeNanos);
    batch.scope(row, scopeRow);
    batch.resource(row, resource(group));
  }

  private int resource(int group) {
    if (group >= groups.length) {
      int known = groups.length;
      groups = Arrays.copyOf(groups, Math.max(group + 1, 2 * known));
      Arrays.fill(groups, known, groups.length, -1);
    }
    if (groups[group] < 0) {
      groups[group] = resources.add(group, batch);
    }
    return groups[group];
  }

  void label(String name, int reference) {
    if (reference >= texts.length) {
      int known = texts.length;
      texts = Arrays.copyOf(texts, pool.end());
      Arrays.fill(texts, known, texts.length, -1);
    }
    if (texts[reference] < 0) {
      texts[reference] = pool.addTo(batch.strings(), reference);
    }
    batch.attributes().add(batch.strings().add(name), ValueType.STRING, texts[reference]);
  }

  void overflow() {
    batch.attributes().add(batch.strings().add(OVERFLOW_KEY), ValueType.BOOL, 1);
  }

  void end() {
    batch.detail(batch.size(), detail.finish(batch.strings()));
    batch.endRow();
  }

  void endWithoutValue() {
    batch.flags(batch.size(), NO_RECORDED_VALUE);
    end();
  }

  /// Adds a gauge that no [Metric] has.
  ///
  /// @param labels keys and values in turn
  public void gauge(
      String metric,
      String description,
      int group,
      long timeNanos,
      double value,
      String... labels) {
    number(metric, description, group, timeNanos, value, labels);
    end();
  }

  /// Adds a gauge whose value is the estimate of a sketch, which goes with it, so that those of
  /// several partitions can be united.
  ///
  /// @param sketch in Base64
  public void sketch(
      String metric,
      String description,
      int group,
      long timeNanos,
      double value,
      String sketch,
      String... labels) {
    number(metric, description, group, timeNanos, value, labels);
    detail.extra(SKETCH_KEY, sketch);
    end();
  }

  private void number(
      String metric,
      String description,
      int group,
      long timeNanos,
      double value,
      String... labels) {
    begin(metric, "", description, group, timeNanos);
    int row = batch.size();
    batch.value(row, value);
    batch.min(row, Double.NaN);
    batch.max(row, Double.NaN);
    for (int i = 0; i < labels.length; i += 2) {
      int id = batch.strings().add(labels[i + 1]);
      batch.attributes().add(batch.strings().add(labels[i]), ValueType.STRING, id);
    }
  }

  /// Hands on what was not yet.
  public void flush() {
    if (batch.size() > 0) {
      output.accept(batch);
      open();
    }
  }
}
