package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Condition;
import dev.clew.model.Field;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.Projection;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.Vocabulary;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long BASE = 1_790_000_000_000_000_000L;

  private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1_790_000_060));
  private final List<Long> sealedOffsets = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void whatIsSealedReadsAsItDidLive() {
    SpanBatch spans = new RandomBatches(Seeds.random(1), BASE).spans(300);
    LogBatch logs = new RandomBatches(Seeds.random(2), BASE).logs(200);
    try (Store store = open()) {
      store.append(spans, 0, 0);
      store.append(logs, 0, 1);
      TreeMap<String, String> live = all(store, spans);
      String liveLogs = logs(store, logs);

      seal(store);

      assertThat(store.unsealedRows()).isZero();
      assertThat(all(store, spans)).isEqualTo(live).hasSize(300);
      assertThat(logs(store, logs)).isEqualTo(liveLogs).isNotEmpty();
    }
  }

  @Test
  void aReopenedStoreHasWhatWasSealedAndSaysFromWhereToReplay() {
    SpanBatch spans = new RandomBatches(Seeds.random(3), BASE).spans(50);
    TreeMap<String, String> before;
    try (Store store = open()) {
      store.append(spans, 0, 0);
      before = all(store, spans);
    }

    try (Store store = open()) {
      assertThat(store.sealedOffset(0)).isEqualTo(1);
      assertThat(sealedOffsets).containsExactly(1L);
      assertThat(all(store, spans)).isEqualTo(before);
    }
  }

  @Test
  void candidatesHoldEveryTraceThatMeetsTheCondition() {
    Seeds.forEach(
        8,
        random -> {
          SpanBatch spans = new RandomBatches(random, BASE).spans(120);
          try (Store store = open(folder.resolve("c" + random.nextLong()))) {
            appendInParts(store, spans, random);
            for (Condition condition : conditions()) {
              Set<TraceId> expected = matching(spans, condition);
              assertThat(candidates(store, condition)).as("%s", condition).containsAll(expected);
            }
          }
        });
  }

  @Test
  void anEqualityOnAnUnknownValueHasNoCandidatesInSegments() {
    SpanBatch spans = new RandomBatches(Seeds.random(5), BASE).spans(100);
    try (Store store = open()) {
      store.append(spans, 0, 0);
      seal(store);

      assertThat(candidates(store, equal(Field.Scope.SPAN, "user.id", "nobody"))).isEmpty();
      assertThat(candidates(store, equal(Field.Scope.SPAN, "no.such.key", "x"))).isEmpty();
      assertThat(candidates(store, equal(Field.Scope.RESOURCE, "service.name", "nobody")))
          .isEmpty();
    }
  }

  @Test
  void candidatesComeNewestFirstWithinTheirBounds() {
    SpanBatch spans = new RandomBatches(Seeds.random(6), BASE).spans(500);
    try (Store store = open();
        TraceView view = viewAfterSealing(store, spans)) {
      TraceView.Candidates candidates = view.candidates(new Condition.Everything(), TimeRange.ALL);
      long bound = Long.MAX_VALUE;
      int seen = 0;
      for (TraceView.Portion portion = candidates.next();
          portion != null;
          portion = candidates.next()) {
        for (TraceId id : portion.ids()) {
          assertThat(start(spans, id)).isLessThanOrEqualTo(bound);
          seen++;
        }
        bound = portion.boundNanos();
      }

      assertThat(seen).isGreaterThanOrEqualTo(500);
    }
  }

  @Test
  void aSpanThatWasSentTwiceStandsOnce() {
    SpanBatch spans = new RandomBatches(Seeds.random(7), BASE).spans(40);
    try (Store store = open()) {
      store.append(spans, 0, 0);
      store.append(spans, 0, 1);
      assertThat(count(store, spans)).isEqualTo(spans.size());

      seal(store);
      store.append(spans, 0, 2);

      assertThat(count(store, spans)).isEqualTo(spans.size());
    }
  }

  @Test
  void theRowsOfATraceStandSideBySideWhereverTheyWere() {
    Seeds.forEach(
        4,
        random -> {
          SpanBatch spans = new RandomBatches(random, BASE).spans(60);
          try (Store store = open(folder.resolve("g" + random.nextLong()))) {
            for (int part = 0; part < 3; part++) {
              store.append(everyThird(spans, part), 0, part);
              if (random.nextBoolean()) {
                seal(store);
              }
            }
            try (TraceView view = store.view(DEADLINE)) {
              SpanBatch found = view.traces(ids(spans), Projection.EVERYTHING);
              Set<TraceId> ended = new TreeSet<>();
              for (int row = 1; row < found.size(); row++) {
                if (!found.traceId(row).equals(found.traceId(row - 1))) {
                  ended.add(found.traceId(row - 1));
                }
                assertThat(ended).doesNotContain(found.traceId(row));
              }
              assertThat(found.size()).isEqualTo(spans.size());
            }
          }
        });
  }

  @Test
  void smallSegmentsAreMergedWithoutLoss() throws IOException {
    SpanBatch spans = new RandomBatches(Seeds.random(8), BASE).spans(200);
    LogBatch logs = new RandomBatches(Seeds.random(9), BASE).logs(50);
    PointBatch points = points();
    try (Store store = open()) {
      for (int part = 0; part < 10; part++) {
        store.append(part(spans, part, 10), 0, part * 3L);
        store.append(logs, 0, part * 3L + 1);
        store.append(points, 0, part * 3L + 2);
        store.sealNow();
      }
      TreeMap<String, String> before = all(store, spans);
      assertThat(store.size().segments()).isEqualTo(30);

      store.tidy();

      assertThat(store.size().segments()).isEqualTo(3);
      assertThat(all(store, spans)).isEqualTo(before);
      assertThat(store.size().rows()).isEqualTo(spans.size() + 500L + 10L * points.size());
    }
  }

  @Test
  void segmentsPastTheirAgeAreDropped() throws IOException {
    SpanBatch spans = new RandomBatches(Seeds.random(10), BASE).spans(20);
    try (Store store =
        Store.open(
            folder,
            StoreOptions.defaults().keeping(Duration.ofDays(2), Long.MAX_VALUE),
            clock,
            clock::steadyNanos,
            Checkpoint.Source.NONE,
            (_, _) -> {})) {
      store.append(spans, 0, 0);
      store.sealNow();
      store.tidy();
      assertThat(store.size().segments()).isEqualTo(1);

      clock.advance(Duration.ofDays(3));
      store.tidy();

      assertThat(store.size().segments()).isZero();
      assertThat(folder.resolve("segments")).isEmptyDirectory();
    }
  }

  @Test
  void aDamagedSegmentIsSetAsideAndTheRestAnswers() throws IOException {
    SpanBatch first = new RandomBatches(Seeds.random(11), BASE).spans(30);
    SpanBatch second = new RandomBatches(Seeds.random(12), BASE).spans(30);
    try (Store store = open()) {
      store.append(first, 0, 0);
      store.sealNow();
      store.append(second, 0, 1);
    }
    Path damaged = folder.resolve("segments/traces-p0-000000000000-000000000000/spans.parquet");
    Files.write(damaged, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

    try (Store store = open()) {
      assertThat(store.segmentsSetAside()).isEqualTo(1);
      assertThat(count(store, second)).isEqualTo(second.size());
      assertThat(count(store, first)).isZero();
      assertThat(folder.resolve("quarantine")).isNotEmptyDirectory();
    }
  }

  @Test
  void aSegmentThatIsDamagedBelowItsSizeIsSetAsideWhenItIsRead() throws IOException {
    SpanBatch spans = new RandomBatches(Seeds.random(13), BASE).spans(60);
    try (Store store = open()) {
      store.append(spans, 0, 0);
    }
    Path file = folder.resolve("segments/traces-p0-000000000000-000000000000/spans.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4, bytes.length, (byte) 0x5A);
    Files.write(file, bytes);

    try (Store store = open()) {
      assertThat(count(store, spans)).isZero();
      assertThat(store.segmentsSetAside()).isEqualTo(1);
    }
  }

  @Test
  void theVocabularyIsTheSameLiveAndSealed() {
    SpanBatch spans = new RandomBatches(Seeds.random(14), BASE).spans(100);
    try (Store store = open()) {
      store.append(spans, 0, 0);
      String live = vocabulary(store);

      seal(store);

      assertThat(vocabulary(store)).isEqualTo(live).contains("client.address", "identity");
    }
  }

  private Store open() {
    return open(folder);
  }

  private Store open(Path root) {
    return Store.open(
        root,
        StoreOptions.defaults().sealing(1_000_000, Duration.ofDays(1)),
        clock,
        (_, offset) -> sealedOffsets.add(offset));
  }

  private static void seal(Store store) {
    try {
      store.sealNow();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static TraceView viewAfterSealing(Store store, SpanBatch spans) {
    store.append(part(spans, 0, 3), 0, 0);
    seal(store);
    store.append(part(spans, 1, 3), 0, 1);
    seal(store);
    store.append(part(spans, 2, 3), 0, 2);
    return store.view(DEADLINE);
  }

  private static void appendInParts(Store store, SpanBatch spans, RandomGenerator random) {
    for (int part = 0; part < 4; part++) {
      store.append(part(spans, part, 4), 0, part);
      if (random.nextBoolean()) {
        seal(store);
      }
    }
  }

  private static SpanBatch part(SpanBatch spans, int part, int parts) {
    SpanBatch some = new SpanBatch(spans.size());
    RowMapping mapping = new RowMapping(spans, some);
    for (int row = 0; row < spans.size(); row++) {
      if (Math.floorMod(spans.traceIdLow(row) >>> 1, (long) parts) == part) {
        some.append(spans, row, mapping);
      }
    }
    return some;
  }

  private static SpanBatch everyThird(SpanBatch spans, int part) {
    SpanBatch some = new SpanBatch(spans.size());
    RowMapping mapping = new RowMapping(spans, some);
    for (int row = part; row < spans.size(); row += 3) {
      some.append(spans, row, mapping);
    }
    return some;
  }

  private static PointBatch points() {
    PointBatch points = new PointBatch();
    points.timeNanos(0, BASE);
    points.metric(0, points.strings().add("logins"));
    points.value(0, 7);
    points.min(0, Double.NaN);
    points.max(0, Double.NaN);
    points.resource(0, points.resources().endRow(0, 0, 0, 0));
    points.scope(0, points.scopes().endRow(0, 0, 0, 0));
    points.endRow();
    return points;
  }

  private static List<Condition> conditions() {
    Field.Attribute retries = new Field.Attribute(Field.Scope.SPAN, "retry.count");
    Condition few =
        new Condition.Compare(retries, Condition.Operator.LESS, new Condition.Value.Whole(2));
    Condition slow =
        new Condition.Compare(
            Field.Column.DURATION,
            Condition.Operator.GREATER,
            new Condition.Value.Whole(1_500_000_000));
    Condition failed =
        new Condition.Compare(
            Field.Column.STATUS, Condition.Operator.EQUAL, new Condition.Value.Whole(2));
    Condition identity = equal(Field.Scope.RESOURCE, "service.name", "identity");
    Condition user = equal(Field.Scope.ANY, "user.id", "user.id-3");
    return List.of(
        new Condition.Everything(),
        few,
        slow,
        failed,
        identity,
        user,
        new Condition.Exists(retries),
        new Condition.And(List.of(slow, identity)),
        new Condition.Or(List.of(user, failed)),
        new Condition.Compare(
            Field.Column.NAME, Condition.Operator.MATCHES, new Condition.Value.Text("POST.*")),
        new Condition.Compare(
            new Field.Attribute(Field.Scope.SPAN, "ratio"),
            Condition.Operator.GREATER_OR_EQUAL,
            new Condition.Value.Real(0.5)));
  }

  private static Condition equal(Field.Scope scope, String key, String value) {
    return new Condition.Compare(
        new Field.Attribute(scope, key), Condition.Operator.EQUAL, new Condition.Value.Text(value));
  }

  private static Set<TraceId> matching(SpanBatch spans, Condition condition) {
    Set<TraceId> ids = new TreeSet<>();
    for (int row = 0; row < spans.size(); row++) {
      if (NaiveCondition.holds(condition, spans, row)) {
        ids.add(spans.traceId(row));
      }
    }
    return ids;
  }

  private static Set<TraceId> candidates(Store store, Condition condition) {
    Set<TraceId> ids = new TreeSet<>();
    try (TraceView view = store.view(DEADLINE)) {
      TraceView.Candidates candidates = view.candidates(condition, TimeRange.ALL);
      for (TraceView.Portion portion = candidates.next();
          portion != null;
          portion = candidates.next()) {
        ids.addAll(portion.ids());
      }
    }
    return ids;
  }

  private static long start(SpanBatch spans, TraceId id) {
    long start = Long.MAX_VALUE;
    for (int row = 0; row < spans.size(); row++) {
      if (spans.traceId(row).equals(id)) {
        start = Math.min(start, spans.startNanos(row));
      }
    }
    return start;
  }

  private static int count(Store store, SpanBatch spans) {
    try (TraceView view = store.view(DEADLINE)) {
      return view.traces(ids(spans), Projection.EVERYTHING).size();
    }
  }

  private static TreeMap<String, String> all(Store store, SpanBatch spans) {
    try (TraceView view = store.view(DEADLINE)) {
      return Describe.byTrace(view.traces(ids(spans), Projection.EVERYTHING));
    }
  }

  private static String logs(Store store, LogBatch logs) {
    StringBuilder text = new StringBuilder();
    try (TraceView view = store.view(DEADLINE)) {
      for (int row = 0; row < logs.size(); row++) {
        TraceId id = new TraceId(logs.traceIdHigh(row), logs.traceIdLow(row));
        if (!id.equals(new TraceId(0, 0))) {
          text.append(Describe.logs(view.logs(id)));
        }
      }
    }
    return text.toString();
  }

  private static String vocabulary(Store store) {
    try (TraceView view = store.view(DEADLINE)) {
      Vocabulary vocabulary = view.vocabulary();
      StringBuilder text = new StringBuilder();
      for (Field.Scope scope : Field.Scope.values()) {
        for (String key : vocabulary.keys(scope, TimeRange.ALL)) {
          text.append(scope).append(' ').append(key).append(' ');
          text.append(vocabulary.values(new Field.Attribute(scope, key), TimeRange.ALL));
          text.append('\n');
        }
      }
      return text.append(vocabulary.operations(TimeRange.ALL))
          .append(vocabulary.edges(TimeRange.ALL))
          .toString();
    }
  }

  private static Set<TraceId> ids(SpanBatch spans) {
    Set<TraceId> ids = new TreeSet<>();
    for (int row = 0; row < spans.size(); row++) {
      ids.add(spans.traceId(row));
    }
    return ids;
  }
}
