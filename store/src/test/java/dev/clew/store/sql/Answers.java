package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.store.live.Chunks;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Asks an engine with limits that no honest query reaches, and makes sources to ask about.
final class Answers {
  static final SqlLimits AMPLE = new SqlLimits(10_000, 64L << 20, Duration.ofSeconds(60));
  static final SqlSource NOTHING =
      new SqlSource(List.of(), new Chunks(List.of(), List.of(), List.of()));

  private Answers() {}

  static SqlEngine engine(Path folder) throws IOException {
    return SqlEngine.open(SqlOptions.withoutSpill(folder, 256L << 20, 2));
  }

  static SqlResult ask(SqlEngine engine, SqlSource source, String sql) {
    try {
      return engine.query(sql, source, AMPLE, new CancelToken());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The answer to a query that must be answered in full.
  static SqlResult.Table table(SqlEngine engine, SqlSource source, String sql) {
    SqlResult result = ask(engine, source, sql);
    assertThat(result).as(sql).isInstanceOf(SqlResult.Table.class);
    SqlResult.Table table = (SqlResult.Table) result;
    assertThat(table.isTruncated()).as(sql).isFalse();
    return table;
  }

  static List<List<JsonNode>> rows(SqlEngine engine, SqlSource source, String sql) {
    return table(engine, source, sql).rows();
  }

  /// The single value of an answer as text.
  static String value(SqlEngine engine, SqlSource source, String sql) {
    List<List<JsonNode>> rows = rows(engine, source, sql);
    assertThat(rows).as(sql).hasSize(1);
    assertThat(rows.getFirst()).as(sql).hasSize(1);
    return rows.getFirst().getFirst().asText();
  }

  static SqlSource live(List<SpanBatch> spans, List<LogBatch> logs, List<PointBatch> points) {
    return new SqlSource(List.of(), new Chunks(spans, logs, points));
  }

  /// Seals each batch into a segment of its own.
  static List<SqlSegment> sealed(Path folder, String prefix, List<? extends Batch> batches)
      throws IOException {
    List<SqlSegment> segments = new ArrayList<>();
    SegmentWriter writer = new SegmentWriter(folder);
    for (Batch batch : batches) {
      String id = prefix + "-" + segments.size();
      switch (batch) {
        case SpanBatch spans -> writer.writeSpans(id, List.of(spans), 1);
        case LogBatch logs -> writer.writeLogs(id, List.of(logs), 1);
        case PointBatch points -> writer.writePoints(id, List.of(points), 1);
      }
      segments.add(SqlSegment.of(Segment.open(folder.resolve(id)), _ -> true));
    }
    return segments;
  }
}
