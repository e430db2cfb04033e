package dev.clew.pipeline.debug;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import java.util.HashSet;
import java.util.Set;

/// A batch, a line for each row.
final class NormalText {
  private NormalText() {}

  static int resources(Batch batch) {
    Set<Integer> resources = new HashSet<>();
    for (int row = 0; row < batch.size(); row++) {
      resources.add(batch.resource(row));
    }
    return resources.size();
  }

  static String of(Batch batch) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < batch.size(); row++) {
      text.append(line(batch, row)).append(attributes(batch, row)).append('\n');
    }
    return text.toString();
  }

  private static String line(Batch batch, int row) {
    Strings strings = batch.strings();
    return switch (batch) {
      case SpanBatch spans ->
          strings.get(spans.name(row))
              + " "
              + Words.traceId(spans.traceIdHigh(row), spans.traceIdLow(row))
              + " "
              + Words.spanId(spans.spanId(row));
      case LogBatch logs ->
          logs.body(row) == 0 && !logs.bodyType(row).isText()
              ? ""
              : logs.bodyType(row).isText()
                  ? strings.get((int) logs.body(row))
                  : Words.typed(logs.bodyType(row), logs.body(row), strings);
      case PointBatch points -> strings.get(points.metric(row)) + " " + points.value(row);
    };
  }

  private static String attributes(Batch batch, int row) {
    StringBuilder text = new StringBuilder();
    Attributes attributes = batch.attributes();
    for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
      String value = Words.typed(attributes, entry, batch.strings());
      text.append(' ').append(batch.strings().get(attributes.key(entry))).append('=');
      text.append(value, value.indexOf('(') + 1, value.length() - 1);
    }
    return text.toString();
  }
}
