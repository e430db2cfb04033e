package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Attributes;
import dev.clew.model.Condition;
import dev.clew.model.Condition.Operator;
import dev.clew.model.Condition.Value;
import dev.clew.model.Field;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.ReadBuffers;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a scan finds is what DuckDB finds with the same condition in SQL.
final class HitScanTest {
  private static final long BASE = 1_790_000_000_000_000_000L;
  private static final List<Operator> ORDERS =
      List.of(
          Operator.EQUAL,
          Operator.NOT_EQUAL,
          Operator.LESS,
          Operator.LESS_OR_EQUAL,
          Operator.GREATER,
          Operator.GREATER_OR_EQUAL);

  private final SegmentQueries queries = SegmentQueries.open(8L << 20, 2);
  private final SpanBatch spans = new RandomBatches(Seeds.random(7), BASE).spans(2_500);
  private final Connection connection;
  private final Segment segment;
  private final ConditionSql oracle;

  HitScanTest(@TempDir Path root) throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    new SegmentWriter(root).writeSpans("s", List.of(spans), 1);
    segment = Segment.open(root.resolve("s"));
    oracle = oracle(root.resolve("s"), segment.info());
  }

  private static ConditionSql oracle(Path folder, SegmentInfo info) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("values.filter"));
    long[] blocks = new long[bytes.length / 8];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(blocks);
    try (ReadBuffers buffers = new ReadBuffers();
        ParquetReader reader =
            ParquetReader.open(ParquetFile.open(folder.resolve("origins.parquet")), buffers)) {
      return new ConditionSql(info, ValueFilter.of(blocks), OriginReader.read(reader));
    }
  }

  @AfterEach
  void close() throws SQLException, IOException {
    connection.close();
    segment.release();
    queries.close();
  }

  @Test
  void hitsAreThoseThatDuckDbFinds() {
    Seeds.forEach(
        600,
        random -> {
          Condition condition = condition(random, 2);
          TimeRange range = random.nextInt(3) == 0 ? range(random) : TimeRange.ALL;

          assertThat(found(condition, range))
              .as("%s", condition)
              .isEqualTo(asked(condition, range));
        });
  }

  @Test
  void someConditionsFindSomeOfSeveralRowGroups() throws IOException {
    Field.Attribute key = new Field.Attribute(Field.Scope.SPAN, anyKey());
    TreeMap<String, Long> some = found(new Condition.Exists(key), TimeRange.ALL);

    assertThat(spans.size()).isGreaterThan(10_240);
    assertThat(some.size()).isBetween(1, found(new Condition.Everything(), TimeRange.ALL).size());
  }

  private String anyKey() {
    return spans.strings().get(spans.attributes().key(0));
  }

  private TreeMap<String, Long> found(Condition condition, TimeRange range) throws IOException {
    TreeMap<String, Long> hits = new TreeMap<>();
    HitScan scan = segment.hits(condition, range, new TextTests(), queries);
    for (int group = 0; scan != null && group < scan.groups(); group++) {
      if (scan.mayHit(group)) {
        int number = group;
        for (HitScan.Hit hit : queries.reading(buffers -> scan.find(number, buffers))) {
          hits.merge(hit.traceId().hex(), hit.startNanos(), Math::max);
        }
      }
    }
    return hits;
  }

  private TreeMap<String, Long> asked(Condition condition, TimeRange range) throws SQLException {
    TreeMap<String, Long> hits = new TreeMap<>();
    String sql =
        """
        SELECT trace_id, max(start_nanos) FROM '%s' WHERE %s AND start_nanos <= %d
        AND start_nanos::HUGEINT + greatest(duration_nanos, 0) >= %d GROUP BY ALL
        """
            .formatted(
                segment.folder().resolve("spans.parquet"),
                oracle.of(condition),
                range.toNanos(),
                range.fromNanos());
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        UUID id = (UUID) rows.getObject(1);
        hits.put(
            new TraceId(id.getMostSignificantBits(), id.getLeastSignificantBits()).hex(),
            rows.getLong(2));
      }
    }
    return hits;
  }

  private TimeRange range(RandomGenerator random) {
    long first = spans.startNanos(random.nextInt(spans.size()));
    long last = spans.startNanos(random.nextInt(spans.size()));
    return new TimeRange(Math.min(first, last), Math.max(first, last));
  }

  private Condition condition(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0, 1 -> column(random);
      case 2, 3 -> attribute(random);
      case 4 ->
          new Condition.Exists(
              new Field.Attribute(scope(random), key(random.nextInt(spans.size()), random)));
      case 5 -> new Condition.Or(parts(random, depth));
      default -> new Condition.And(parts(random, depth));
    };
  }

  private List<Condition> parts(RandomGenerator random, int depth) {
    return Stream.generate(() -> condition(random, depth - 1))
        .limit(1 + random.nextInt(3))
        .toList();
  }

  private Condition column(RandomGenerator random) {
    int row = random.nextInt(spans.size());
    Operator order = ORDERS.get(random.nextInt(ORDERS.size()));
    String text = spans.strings().get(spans.name(row));
    return switch (random.nextInt(9)) {
      case 0 -> new Condition.Compare(Field.Column.NAME, order, new Value.Text(text));
      case 1 -> regex(Field.Column.NAME, text, random);
      case 2 ->
          new Condition.Compare(
              Field.Column.DURATION,
              order,
              new Value.Whole(random.nextInt(4) == 0 ? 0 : spans.durationNanos(row)));
      case 3 ->
          new Condition.Compare(
              Field.Column.DURATION, order, new Value.Real(spans.durationNanos(row) + 0.5));
      case 4 ->
          new Condition.Compare(Field.Column.STATUS, order, new Value.Whole(random.nextInt(4)));
      case 5 -> new Condition.Compare(Field.Column.KIND, order, new Value.Whole(random.nextInt(6)));
      case 6 ->
          new Condition.Compare(
              Field.Column.SERVICE,
              order,
              new Value.Text(spans.strings().get(spans.resources().name(spans.resource(row)))));
      case 7 ->
          new Condition.Compare(
              Field.Column.STATUS_MESSAGE,
              order,
              new Value.Text(spans.strings().get(spans.statusMessage(row))));
      default ->
          new Condition.Compare(
              Field.Column.TRACE_ID, Operator.EQUAL, new Value.Text(spans.traceId(row).hex()));
    };
  }

  private static Condition regex(Field field, String text, RandomGenerator random) {
    Operator operator = random.nextBoolean() ? Operator.MATCHES : Operator.NOT_MATCHES;
    String part = text.replaceAll("[^a-zA-Z0-9 ]", ".");
    return new Condition.Compare(
        field,
        operator,
        new Value.Text(
            part.substring(0, (part.length() + 1) / 2) + (random.nextBoolean() ? ".*" : "")));
  }

  private Condition attribute(RandomGenerator random) {
    int row = random.nextInt(spans.size());
    Attributes attributes = spans.attributes();
    if (attributes.start(row) == attributes.end(row)) {
      return new Condition.Everything();
    }
    int entry = attributes.start(row) + random.nextInt(attributes.end(row) - attributes.start(row));
    Field field = new Field.Attribute(scope(random), spans.strings().get(attributes.key(entry)));
    Operator order = ORDERS.get(random.nextInt(ORDERS.size()));
    long value = attributes.value(entry);
    ValueType type = attributes.type(entry);
    if (type.isText() && random.nextBoolean()) {
      return regex(field, spans.strings().get((int) value), random);
    }
    return new Condition.Compare(
        field,
        order,
        switch (type) {
          case INT -> new Value.Whole(value);
          case DOUBLE -> new Value.Real(Double.longBitsToDouble(value));
          case BOOL -> new Value.Truth(value != 0);
          default -> new Value.Text(type.isText() ? spans.strings().get((int) value) : "x");
        });
  }

  private String key(int row, RandomGenerator random) {
    Attributes attributes = spans.attributes();
    int count = attributes.end(row) - attributes.start(row);
    return count == 0
        ? "no.such.key"
        : spans.strings().get(attributes.key(attributes.start(row) + random.nextInt(count)));
  }

  private static Field.Scope scope(RandomGenerator random) {
    Field.Scope[] scopes = Field.Scope.values();
    return scopes[random.nextInt(scopes.length)];
  }
}
