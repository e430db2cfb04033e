package dev.clew.query.promql.run;

import dev.clew.query.promql.series.ExemplarSeries;
import dev.clew.query.promql.series.LabelMatcher;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.SeriesCursor;
import dev.clew.query.promql.series.SeriesRequest;
import dev.clew.query.promql.series.SeriesSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Series in memory.
final class MemorySeries implements SeriesSource {
  private final Map<Labels, TreeMap<Long, Point>> series = new LinkedHashMap<>();

  /// A sample; a native histogram has no value that counts.
  record Point(double value, boolean isHistogram) {}

  /// A store that holds the same and goes its own way.
  MemorySeries copy() {
    MemorySeries copy = new MemorySeries();
    series.forEach((labels, points) -> copy.series.put(labels, new TreeMap<>(points)));
    return copy;
  }

  MemorySeries add(Labels labels, long time, double value) {
    put(labels, time, new Point(value, false));
    return this;
  }

  void put(Labels labels, long time, Point point) {
    series.computeIfAbsent(labels, _ -> new TreeMap<>()).put(time, point);
  }

  @Override
  public SeriesCursor select(SeriesRequest request) {
    List<Map.Entry<Labels, NavigableMap<Long, Point>>> found = new ArrayList<>();
    series.forEach((labels, points) -> {
      NavigableMap<Long, Point> inside =
          request.from() > request.to()
              ? new TreeMap<>()
              : points.subMap(request.from(), false, request.to(), true);
      if (!inside.isEmpty() && request.accepts(labels)) {
        found.add(Map.entry(labels, inside));
      }
    });
    return new Cursor(found);
  }

  @Override
  public List<ExemplarSeries> exemplars(List<List<LabelMatcher>> anyOf, long from, long to) {
    return List.of();
  }

  private static final class Cursor implements SeriesCursor {
    private final List<Map.Entry<Labels, NavigableMap<Long, Point>>> found;
    private int at = -1;

    Cursor(List<Map.Entry<Labels, NavigableMap<Long, Point>>> found) {
      this.found = found;
    }

    @Override
    public boolean next() {
      at++;
      return at < found.size();
    }

    @Override
    public Labels labels() {
      return found.get(at).getKey();
    }

    @Override
    public void read(SampleBuffer samples) {
      found
          .get(at)
          .getValue()
          .forEach((time, point) -> {
            if (point.isHistogram()) {
              samples.addHistogram(time);
            } else {
              samples.add(time, point.value());
            }
          });
    }

    @Override
    public void close() {}
  }
}
