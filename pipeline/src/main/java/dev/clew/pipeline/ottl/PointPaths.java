package dev.clew.pipeline.ottl;

import static java.util.Map.entry;

import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.Strings;
import dev.clew.pipeline.ottl.Value.Entries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Columns of metrics and of their points, by path.
///
/// What is changed of a metric is changed in all its points.
final class PointPaths {
  static final Map<String, Column> METRIC =
      Map.of(
          "name", text(PointBatch::metric, PointBatch::metric),
          "unit", text(PointBatch::unit, PointBatch::unit),
          "description", text(PointBatch::description, PointBatch::description),
          "type",
              Column.readOnly((view, row, slot) ->
                  slot.integer(view.points().type(view.batchRow(row)).ordinal() + 1)),
          "aggregation_temporality",
              Column.of(
                  (view, row, slot) ->
                      ofAggregates(view, row, slot, view.points().temporality(view.batchRow(row))),
                  (view, row, value) -> {
                    byte temporality = (byte) Expect.integer(value);
                    forMetric(view, row, point -> view.points().temporality(point, temporality));
                  }),
          "is_monotonic",
              Column.of(
                  (view, row, slot) -> {
                    int point = view.batchRow(row);
                    if (view.points().type(point) == PointType.SUM) {
                      slot.bool(view.points().isMonotonic(point));
                    } else {
                      slot.nil();
                    }
                  },
                  (view, row, value) -> {
                    boolean isMonotonic = Expect.bool(value);
                    forMetric(view, row, point -> view.points().isMonotonic(point, isMonotonic));
                  }));

  static final Map<String, Column> DATAPOINT =
      Map.ofEntries(
          entry("start_time_unix_nano", number(PointBatch::startNanos, PointBatch::startNanos)),
          entry("time_unix_nano", number(PointBatch::timeNanos, PointBatch::timeNanos)),
          entry("start_time", time(PointBatch::startNanos, PointBatch::startNanos)),
          entry("time", time(PointBatch::timeNanos, PointBatch::timeNanos)),
          entry(
              "flags",
              number(PointBatch::flags, (batch, row, value) -> batch.flags(row, (int) value))),
          entry(
              "value_double",
              Column.of(
                  PointPaths::readDouble,
                  (view, row, value) -> setNumber(view, row, new Value.Real(Expect.real(value))))),
          entry(
              "value_int",
              Column.of(
                  PointPaths::readInteger,
                  (view, row, value) ->
                      setNumber(view, row, new Value.Int(Expect.integer(value))))),
          entry(
              "count",
              Column.of(
                  (view, row, slot) -> ofAggregates(view, row, slot, view.points().count(row)),
                  (view, row, value) -> {
                    view.points().count(row, Expect.integer(value));
                    view.edits().columnChanged();
                  })),
          entry(
              "sum",
              Column.of(
                  (view, row, slot) -> {
                    if (isNumber(view.points().type(row))) {
                      slot.nil();
                    } else {
                      slot.real(view.points().value(row));
                    }
                  },
                  (view, row, value) -> {
                    view.points().value(row, Expect.real(value));
                    view.edits().columnChanged();
                  })),
          entry("explicit_bounds", detail(Set.of(PointType.HISTOGRAM), "bounds")),
          entry("bucket_counts", detail(Set.of(PointType.HISTOGRAM), "counts")),
          entry("scale", exponential("scale")),
          entry("zero_count", exponential("zeroCount")),
          entry("positive.offset", exponential("positive", "offset")),
          entry("positive.bucket_counts", exponential("positive", "counts")),
          entry("negative.offset", exponential("negative", "offset")),
          entry("negative.bucket_counts", exponential("negative", "counts")),
          entry("quantile_values", detail(Set.of(PointType.SUMMARY), "quantiles")));

  private PointPaths() {}

  /// A number of a point.
  private interface Figure {
    long of(PointBatch batch, int row);
  }

  /// Sets a number of a point.
  private interface SetFigure {
    void to(PointBatch batch, int row, long value);
  }

  /// A string id of a point.
  private interface TextId {
    int of(PointBatch batch, int row);
  }

  /// Sets a string id of a point.
  private interface SetTextId {
    void to(PointBatch batch, int row, int id);
  }

  /// Does something to a point.
  private interface PointEdit {
    void apply(int point);
  }

  private static boolean isNumber(PointType type) {
    return type == PointType.GAUGE || type == PointType.SUM;
  }

  private static void ofAggregates(View view, int row, Slot slot, long value) {
    PointType type = view.points().type(view.batchRow(row));
    boolean isMetric = view.context() == Context.METRIC;
    if (type == PointType.GAUGE || (type == PointType.SUM && !isMetric)) {
      slot.nil();
    } else {
      slot.integer(value);
    }
  }

  private static Column text(TextId get, SetTextId set) {
    return Column.of(
        (view, row, slot) -> slot.textId(get.of(view.points(), view.batchRow(row))),
        (view, row, value) -> {
          int id = view.add(Expect.text(value));
          forMetric(view, row, point -> set.to(view.points(), point, id));
        });
  }

  private static void forMetric(View view, int row, PointEdit edit) {
    int point = view.batchRow(row);
    int end = Metrics.end(view.points(), point);
    for (int each = Metrics.start(view.points(), point); each < end; each++) {
      edit.apply(each);
    }
    view.edits().columnChanged();
  }

  private static Column number(Figure get, SetFigure set) {
    return Column.of(
        (view, row, slot) -> slot.integer(get.of(view.points(), row)),
        (view, row, value) -> {
          set.to(view.points(), row, Expect.integer(value));
          view.edits().columnChanged();
        });
  }

  private static Column time(Figure get, SetFigure set) {
    return Column.of(
        (view, row, slot) -> slot.time(get.of(view.points(), row)),
        (view, row, value) -> {
          set.to(view.points(), row, Expect.time(value));
          view.edits().columnChanged();
        });
  }

  private static void readDouble(View view, int row, Slot slot) {
    PointBatch points = view.points();
    if (isNumber(points.type(row))) {
      slot.real(points.isInteger(row) ? 0 : points.value(row));
    } else {
      slot.nil();
    }
  }

  private static void readInteger(View view, int row, Slot slot) {
    PointBatch points = view.points();
    if (!isNumber(points.type(row))) {
      slot.nil();
    } else if (!points.isInteger(row)) {
      slot.integer(0);
    } else if (points.detail(row) != Strings.EMPTY
        && Indexed.part(view.document(points.detail(row)), keys("int"))
            instanceof Value.Int(long exact)) {
      slot.integer(exact);
    } else {
      slot.integer((long) points.value(row));
    }
  }

  /// Sets the value of a gauge or sum, and the exact integer of the detail where a double is not.
  private static void setNumber(View view, int row, Value value) {
    PointBatch points = view.points();
    if (!isNumber(points.type(row))) {
      return;
    }
    Map<String, Value> detail = new LinkedHashMap<>();
    if (value instanceof Value.Int(long number)) {
      points.value(row, (double) number);
      points.isInteger(row, true);
      if ((long) (double) number != number || number == Long.MAX_VALUE) {
        detail.put("int", value);
      }
    } else if (value instanceof Value.Real(double number)) {
      points.value(row, number);
      points.isInteger(row, false);
    }
    if (points.detail(row) != Strings.EMPTY
        && view.document(points.detail(row)) instanceof Entries(Map<String, Value> before)) {
      before.forEach((key, kept) -> putUnlessInteger(detail, key, kept));
    }
    points.detail(
        row, detail.isEmpty() ? Strings.EMPTY : view.add(Documents.print(new Entries(detail))));
    view.edits().columnChanged();
  }

  private static void putUnlessInteger(Map<String, Value> detail, String key, Value value) {
    if (!key.equals("int")) {
      detail.put(key, value);
    }
  }

  private static Column exponential(String... names) {
    return detail(Set.of(PointType.EXPONENTIAL_HISTOGRAM), names);
  }

  /// A part of the detail of points of some types.
  private static Column detail(Set<PointType> types, String... names) {
    List<Tree.Key> keys = keys(names);
    return Column.readOnly((view, row, slot) -> {
      PointBatch points = view.points();
      if (types.contains(points.type(row)) && points.detail(row) != Strings.EMPTY) {
        slot.value(Indexed.part(view.document(points.detail(row)), keys));
      } else {
        slot.nil();
      }
    });
  }

  private static List<Tree.Key> keys(String... names) {
    return List.of(names).stream().<Tree.Key>map(Tree.Key.Name::new).toList();
  }
}
