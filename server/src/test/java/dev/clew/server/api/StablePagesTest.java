package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.server.api.ApiServer.Answer;
import dev.clew.store.Checkpoint;
import dev.clew.store.Store;
import dev.clew.store.StoreOptions;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages over a real store, whose rows are added to, sealed, merged and dropped between them.
class StablePagesTest {
  private static final long BASE = 1_790_000_000_000_000_000L;
  private static final int TRACES = 150;
  private static final String EVER = "&start=1&end=4000000000";

  private final FakeClock storeClock = new FakeClock(Instant.ofEpochSecond(1_790_000_060));
  private long offset;
  private Store store;
  private ApiServer server;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    store =
        Store.open(
            folder,
            StoreOptions.defaults()
                .sealing(1_000_000, Duration.ofDays(300))
                .keeping(Duration.ofDays(2), Long.MAX_VALUE),
            storeClock,
            storeClock::steadyNanos,
            Checkpoint.Source.NONE,
            (_, _) -> {});
    server = new ApiServer(store::view);
    append(1, TRACES / 2);
    store.sealNow();
    append(2, TRACES - TRACES / 2);
  }

  @AfterEach
  void close() {
    server.close();
    store.close();
  }

  private void append(long seed, int traces) {
    SpanBatch spans = new RandomBatches(Seeds.random(seed), BASE).spans(traces);
    store.append(spans, 0, offset++);
  }

  /// Something new, and in turn all that happens to a store; in the end nothing old is left.
  private void disturb(int round) {
    try {
      append(100 + round, 20);
      append(1, TRACES / 2 + round);
      store.sealNow();
      if (round % 3 == 0) {
        store.tidy();
      }
      if (round % 7 == 6) {
        storeClock.advance(Duration.ofDays(3));
        store.tidy();
      }
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private List<JsonNode> traces(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<JsonNode> traces = new ArrayList<>();
    answer.json().path("traces").forEach(traces::add);
    return traces;
  }

  @ParameterizedTest
  @CsvSource({"start, desc", "start, asc", "duration, desc", "spans, desc", "matched, asc"})
  void pagesOfTempoJoinedAreTheFirstSnapshot(String sort, String order) {
    String search = "/api/search?q=%7B%7D&sort=" + sort + "&order=" + order + EVER;
    List<JsonNode> whole = traces(server.get(search + "&limit=1000"));
    assertThat(whole).hasSizeGreaterThan(TRACES / 2);

    List<JsonNode> joined = new ArrayList<>();
    Answer page = server.get(search + "&limit=10");
    String snapshot = page.header("clew-snapshot");
    joined.addAll(traces(page));
    for (int round = 0; !page.header("clew-next-cursor").isEmpty(); round++) {
      disturb(round);
      page = server.get(search + "&limit=10&cursor=" + page.header("clew-next-cursor"));
      assertThat(page.header("clew-snapshot")).isEqualTo(snapshot);
      joined.addAll(traces(page));
    }

    assertThat(joined).isEqualTo(whole);
    assertThat(server.get(search + "&limit=10").header("clew-snapshot")).isNotEqualTo(snapshot);
  }

  @Test
  void pagesOfClewAreOfOneSnapshotWhileAnotherThreadWrites() throws Exception {
    String search = "/clew/v1/traces?q=%7B%7D&limit=5" + EVER;
    AtomicBoolean isDone = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int round = 0; !isDone.get() && round < 60; round++) {
                disturb(round);
              }
            });
    Answer page = server.get(search);
    String snapshot = page.header("clew-snapshot");
    List<JsonNode> joined = new ArrayList<>(traces(page));
    while (!next(page).isEmpty()) {
      String following = search + "&cursor=" + next(page);
      page = server.get(following);
      joined.addAll(traces(page));
      assertThat(traces(server.get(following))).isEqualTo(traces(page));
      assertThat(page.header("clew-snapshot")).isEqualTo(snapshot);
    }
    isDone.set(true);
    writer.join();

    assertThat(joined).hasSizeGreaterThan(TRACES / 2);
    assertThat(joined.stream().map(trace -> trace.path("traceId").asText()))
        .doesNotHaveDuplicates();
  }

  private static String next(Answer page) {
    return page.json().path("nextCursor").asText();
  }

  @Test
  void aSnapshotThatIsGoneSaysWhatToDo() {
    String search = "/api/search?q=%7B%7D" + EVER + "&limit=5";
    String cursor = server.get(search).header("clew-next-cursor");
    server.clock().advance(Duration.ofMinutes(16));

    for (String path :
        List.of(search + "&cursor=" + cursor, "/tempo" + search + "&cursor=" + cursor)) {
      Answer gone = server.get(path);
      assertThat(gone.status()).isEqualTo(410);
      assertThat(gone.type()).startsWith("application/json");
      assertThat(gone.json().at("/error/reason").asText()).isEqualTo("expired");
      assertThat(gone.json().at("/error/message").asText()).contains("search again");
    }
    assertThat(server.snapshots().size()).isLessThanOrEqualTo(1);
  }

  @Test
  void aTracePastRetentionSaysSo() {
    String id =
        traces(server.get("/api/search?q=%7B%7D" + EVER)).getFirst().path("traceID").asText();
    disturb(6);

    for (String path :
        List.of(
            "/tempo/api/traces/" + id,
            "/jaeger/api/traces/" + id,
            "/api/v3/traces/" + id,
            "/clew/v1/traces/" + id)) {
      Answer missing = server.get(path);
      assertThat(missing.status()).as(path).isEqualTo(404);
      assertThat(missing.header("clew-reason")).as(path).isEqualTo("expired");
      assertThat(missing.text()).contains("past retention");
    }
    Answer second = server.get("/api/v2/traces/" + id);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("clew-reason")).isEqualTo("expired");
    assertThat(server.get("/tempo/api/traces/abc").header("clew-reason")).isEqualTo("unknown");
  }

  @Test
  void aTraceOfWhichOnlyLogRecordsHaveComeIsPendingForAWhile() {
    LogBatch logs = new RandomBatches(Seeds.random(77), BASE).logs(20);
    store.append(logs, 0, offset++);
    TraceId id =
        IntStream.range(0, logs.size())
            .mapToObj(row -> new TraceId(logs.traceIdHigh(row), logs.traceIdLow(row)))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    String path = "/clew/v1/traces/" + id.hex();

    assertThat(server.get(path).header("clew-reason")).isEqualTo("pending");
    storeClock.advance(Duration.ofMinutes(10));
    assertThat(server.get(path).header("clew-reason")).isEqualTo("unknown");
    assertThat(server.get(path).text()).contains("only log records");
  }
}
