package dev.clew.pipeline.count;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Origins;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.count.CountMetric.Dimension;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts of one metric in one batch, by resource and attributes.
///
/// An entry of the table of groups stands for a resource and the attributes that a point will have;
/// its text is that of the batch that is counted until [#write].
final class Tally {
  private static final byte DELTA = 1;

  private final CountMetric metric;
  private final Batch batch;
  private final Strings strings;
  private final Origins groups = new Origins();
  private final int[] keys;
  private final int[] ids;
  private long[] counts = new long[4];

  /// @param strings dictionary of the batch of counts
  Tally(CountMetric metric, Batch batch, Strings strings) {
    this.metric = metric;
    this.batch = batch;
    this.strings = strings;
    List<Dimension> dimensions = metric.attributes();
    keys = dimensions.stream().mapToInt(each -> batch.strings().find(each.key())).toArray();
    ids = new int[dimensions.isEmpty() ? 0 : batch.strings().size()];
    Arrays.fill(ids, -1);
  }

  /// Counts something of a resource with the attributes of an owner.
  void add(int resource, Attributes attributes, int owner) {
    Attributes group = groups.attributes();
    for (int i = 0; i < keys.length; i++) {
      int entry = attributes.find(owner, keys[i]);
      Dimension dimension = metric.attributes().get(i);
      if (entry >= 0) {
        add(group, dimension, attributes.type(entry), attributes.value(entry));
      } else if (!addDefault(group, dimension)) {
        group.discardOpen();
        return;
      }
    }
    int row = groups.endRow(resource, 0, 0, 0);
    if (row == counts.length) {
      counts = Arrays.copyOf(counts, row * 2);
    }
    counts[row]++;
  }

  private void add(Attributes group, Dimension dimension, ValueType type, long value) {
    int key = strings.add(dimension.key());
    switch (type) {
      case INT, DOUBLE -> group.add(key, type, value);
      case STRING, ARRAY, MAP -> group.add(key, ValueType.STRING, id((int) value));
      case BOOL -> group.add(key, ValueType.STRING, strings.add(Boolean.toString(value != 0)));
      case BYTES -> group.add(key, ValueType.STRING, strings.add(base64((int) value)));
      case EMPTY -> group.add(key, ValueType.STRING, Strings.EMPTY);
    }
  }

  private int id(int ofBatch) {
    if (ids[ofBatch] < 0) {
      ids[ofBatch] = strings.add(batch.strings(), ofBatch);
    }
    return ids[ofBatch];
  }

  private String base64(int id) {
    Strings text = batch.strings();
    int start = text.start(id);
    byte[] bytes = Arrays.copyOfRange(text.arena(), start, start + text.length(id));
    return Base64.getEncoder().encodeToString(bytes);
  }

  private boolean addDefault(Attributes group, Dimension dimension) {
    @Nullable Value value = dimension.orElse();
    if (value == null) {
      return false;
    }
    int key = strings.add(dimension.key());
    switch (value) {
      case Value.Whole(long number) -> group.add(key, ValueType.INT, number);
      case Value.Fraction(double number) ->
          group.add(key, ValueType.DOUBLE, Double.doubleToRawLongBits(number));
      case Value.Text(String text) -> group.add(key, ValueType.STRING, strings.add(text));
      case Value.Flag _, Value.Nothing _, Value.Sequence _, Value.Mapping _ ->
          group.add(key, ValueType.STRING, strings.add(value.print()));
    }
    return true;
  }

  /// Writes a point for each group.
  void write(PointBatch target, ResourceRows resources, int scope, long instantNanos) {
    for (int group = 0; group < groups.size(); group++) {
      int row = target.size();
      target.timeNanos(row, instantNanos);
      target.metric(row, strings.add(metric.name()));
      target.description(row, strings.add(metric.description()));
      target.resource(row, resources.of(groups.name(group)));
      target.scope(row, scope);
      target.type(row, PointType.SUM);
      target.temporality(row, DELTA);
      target.isMonotonic(row, true);
      target.isInteger(row, true);
      target.value(row, (double) counts[group]);
      target.min(row, Double.NaN);
      target.max(row, Double.NaN);
      Attributes attributes = groups.attributes();
      for (int entry = attributes.start(group); entry < attributes.end(group); entry++) {
        target
            .attributes()
            .add(attributes.key(entry), attributes.type(entry), attributes.value(entry));
      }
      target.endRow();
    }
  }

  /// Leads from a resource of the batch that is counted to one of the batch of counts.
  interface ResourceRows {
    int of(int resource);
  }
}
