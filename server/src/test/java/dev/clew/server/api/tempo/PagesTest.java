package dev.clew.server.api.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.model.SpanBatch;
import dev.clew.server.api.ApiServer;
import dev.clew.server.api.ApiServer.Answer;
import dev.clew.server.api.OneTrace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer();
    for (int i = 1; i <= 23; i++) {
      server.add(OneTrace.of(i, Duration.ofSeconds(100 + i % 7)));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "start, desc",
    "start, asc",
    "duration, desc",
    "spans, asc",
    "errors, desc",
    "matched, asc"
  })
  void pagesJoinedAreTheWholeAnswer(String sort, String order) {
    List<JsonNode> whole = new ArrayList<>();
    ask("sort", sort, "order", order, "limit", "100").json().path("traces").forEach(whole::add);
    List<JsonNode> joined = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = ask("sort", sort, "order", order, "limit", "5", "cursor", cursor);
      page.json().path("traces").forEach(joined::add);
      cursor = page.header("clew-next-cursor");
      server.clock().advance(Duration.ofMinutes(1));
    } while (!cursor.isEmpty());

    assertThat(whole).hasSize(23);
    assertThat(joined).isEqualTo(whole);
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    assertThat(ask("q", "{ status = error }").bytes())
        .isEqualTo(ask("q", "{ status = error }").bytes());
  }

  @Test
  void aCursorBelongsToItsQuestion() {
    String cursor = ask("limit", "5").header("clew-next-cursor");

    assertThat(ask("limit", "7", "cursor", cursor).status()).isEqualTo(200);
    assertThat(ask("q", "{ status = error }", "cursor", cursor).status()).isEqualTo(400);
    assertThat(ask("order", "asc", "cursor", cursor).status()).isEqualTo(400);
  }

  @Test
  void aCursorCannotBeForged() {
    String cursor = ask("limit", "5").header("clew-next-cursor");
    for (int at = 0; at < cursor.length() - 1; at += 5) {
      char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
      String forged = cursor.substring(0, at) + other + cursor.substring(at + 1);

      assertThat(ask("limit", "5", "cursor", forged).status()).as(forged).isEqualTo(400);
    }
  }

  @Test
  void aCursorHoldsAQuarterOfAnHour() {
    String cursor = ask("limit", "5").header("clew-next-cursor");

    server.clock().advance(Duration.ofMinutes(15));
    assertThat(ask("limit", "5", "cursor", cursor).status()).isEqualTo(200);
    server.clock().advance(Duration.ofMillis(1));
    assertThat(ask("limit", "5", "cursor", cursor).status()).isEqualTo(410);
  }

  @Test
  void longTracesComeByPages() {
    SpanBatch batch = new SpanBatch();
    for (int i = 0; i < 25_000; i++) {
      batch.traceIdLow(i, 1_000);
      batch.spanId(i, i + 1L);
      batch.startNanos(i, 1_000L + i / 3);
      batch.resource(i, batch.resources().endRow(0, 0, 0, 0));
      batch.scope(i, batch.scopes().endRow(0, 0, 0, 0));
      batch.endRow();
    }
    server.add(batch);
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = server.get("/api/v2/traces/3e8" + ApiServer.query("cursor", cursor));
      List<String> some = page.json().findValuesAsText("spanId");
      assertThat(some).hasSizeLessThanOrEqualTo(SpanPages.SIZE);
      ids.addAll(some);
      cursor = page.header("clew-next-cursor");
    } while (!cursor.isEmpty());

    assertThat(ids).hasSize(25_000).doesNotHaveDuplicates();
    assertThat(server.get("/api/v2/traces/3e8").json().findValues("spanId")).hasSize(25_000);
  }

  private Answer ask(String... parameters) {
    return server.get("/api/search" + ApiServer.query(parameters));
  }
}
