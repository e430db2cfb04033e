package dev.clew.store.segment;

import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.Picked;
import dev.clew.store.parquet.RowSet;
import java.io.IOException;

/// Reads rows of `points.parquet` back into a batch.
final class PointReader {
  private final PointBatch target;
  private final RowMapping origins;
  private final PickedColumns columns;
  private final Picked timeNanos;
  private final Picked startNanos;
  private final Picked metric;
  private final Picked unit;
  private final Picked description;
  private final Picked type;
  private final Picked temporality;
  private final Picked isMonotonic;
  private final Picked isInteger;
  private final Picked value;
  private final Picked count;
  private final Picked min;
  private final Picked max;
  private final Picked flags;
  private final Picked detail;
  private final Picked resource;
  private final Picked scope;
  private final AttributeValues attributes;

  PointReader(SegmentInfo info, SpanBatch origins, ParquetReader reader, PointBatch target) {
    this.target = target;
    this.origins = new RowMapping(origins, target);
    columns = new PickedColumns(reader, target.strings());
    timeNanos = columns.numbers("time_nanos");
    startNanos = columns.numbers("start_nanos");
    metric = columns.texts("metric");
    unit = columns.texts("unit");
    description = columns.texts("description");
    type = columns.numbers("type");
    temporality = columns.numbers("temporality");
    isMonotonic = columns.numbers("is_monotonic");
    isInteger = columns.numbers("is_integer");
    value = columns.numbers("value");
    count = columns.numbers("count");
    min = columns.numbers("min");
    max = columns.numbers("max");
    flags = columns.numbers("flags");
    detail = columns.texts("detail");
    resource = columns.numbers("resource_id");
    scope = columns.numbers("scope_id");
    attributes =
        new AttributeValues(
            columns, info.layout(), target.strings(), target.attributes(), _ -> true, true);
  }

  /// Adds rows of a row group to the target.
  void read(int group, RowSet rows) throws IOException {
    columns.move(group, rows);
    for (int row = 0; row < timeNanos.size(); row++) {
      readRow(row);
    }
  }

  private void readRow(int row) throws IOException {
    int to = target.size();
    target.timeNanos(to, timeNanos.number(row));
    target.startNanos(to, startNanos.number(row));
    target.metric(to, (int) metric.number(row));
    target.unit(to, (int) unit.number(row));
    target.description(to, (int) description.number(row));
    target.type(to, PointType.of((int) type.number(row)));
    target.temporality(to, (byte) temporality.number(row));
    target.isMonotonic(to, isMonotonic.number(row) != 0);
    target.isInteger(to, isInteger.number(row) != 0);
    target.value(to, real(value, row));
    target.count(to, count.number(row));
    target.min(to, real(min, row));
    target.max(to, real(max, row));
    target.flags(to, (int) flags.number(row));
    target.detail(to, (int) detail.number(row));
    target.resource(to, origins.resource((int) resource.number(row)));
    target.scope(to, origins.scope((int) scope.number(row)));
    attributes.read(row);
    target.endRow();
  }

  private static double real(Picked values, int row) {
    return values.isPresent(row) ? Double.longBitsToDouble(values.number(row)) : Double.NaN;
  }
}
