package dev.clew.pipeline.series;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.ValueType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Takes points and tells them as lines of text.
public final class Points implements Stage {
  private final List<PointBatch> batches = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();

  @Override
  public void accept(Batch batch, Arrival arrival) {
    batches.add((PointBatch) batch);
    arrivals.add(arrival);
  }

  public List<PointBatch> batches() {
    return batches;
  }

  public List<Arrival> arrivals() {
    return arrivals;
  }

  public void clear() {
    batches.clear();
    arrivals.clear();
  }

  /// All points in their order: `name{labels} value detail`, without times.
  public List<String> lines() {
    return lines(false);
  }

  /// The lines with `@time since start` and the resource.
  public List<String> fullLines() {
    return lines(true);
  }

  private List<String> lines(boolean isFull) {
    List<String> lines = new ArrayList<>();
    for (PointBatch batch : batches) {
      for (int row = 0; row < batch.size(); row++) {
        lines.add(line(batch, row, isFull));
      }
    }
    return lines;
  }

  private static String line(PointBatch batch, int row, boolean isFull) {
    StringBuilder line = new StringBuilder(batch.strings().get(batch.metric(row)));
    line.append(labels(batch, batch.attributes(), row)).append(' ');
    if ((batch.flags(row) & 1) != 0) {
      line.append("gone");
    } else if (batch.type(row) == PointType.SUM) {
      line.append((long) batch.value(row));
    } else if (batch.type(row) == PointType.GAUGE) {
      line.append(batch.value(row));
    } else {
      line.append(batch.count(row)).append(" sum ").append(batch.value(row));
    }
    if (batch.detail(row) != 0) {
      line.append(' ').append(batch.strings().get(batch.detail(row)));
    }
    if (isFull) {
      line.append(" @").append(batch.timeNanos(row));
      line.append(" since ").append(batch.startNanos(row));
      line.append(" of ");
      line.append(labels(batch, batch.resources().attributes(), batch.resource(row)));
    }
    return line.toString();
  }

  private static Map<String, String> labels(PointBatch batch, Attributes attributes, int owner) {
    Map<String, String> labels = new TreeMap<>();
    for (int at = attributes.start(owner); at < attributes.end(owner); at++) {
      String value =
          attributes.type(at) == ValueType.STRING
              ? batch.strings().get((int) attributes.value(at))
              : attributes.type(at) + ":" + attributes.value(at);
      labels.put(batch.strings().get(attributes.key(at)), value);
    }
    return labels;
  }
}
