package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.http.Await;
import dev.clew.server.http.receive.HttpCall;
import dev.clew.server.http.receive.Requests;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose wall clock is set forward and back keeps all and goes on.
final class JumpingClockTest {
  private static final int SPANS = 10;

  private final FakeClock clock = LiveServer.newClock();

  @TempDir Path folder;

  @Test
  void nothingIsLostWhicheverWayTheClockIsSet() throws IOException {
    long acknowledged = 0;
    try (LiveServer server = LiveServer.start(folder, clock)) {
      RandomGenerator random = Seeds.random(1);
      for (int i = 0; i < 12; i++) {
        assertThat(server.post(Requests.spans(SPANS, i)).statusCode()).isEqualTo(200);
        acknowledged += SPANS;
        clock.jump(Duration.ofHours(random.nextLong(-90_000, 90_000)));
        assertThat(server.spans()).isEqualTo(acknowledged);

        server.seal();

        assertThat(server.spans()).isEqualTo(acknowledged);
        assertThat(server.found()).isEqualTo((int) acknowledged);
      }
    }
    try (LiveServer server = LiveServer.start(folder, clock)) {
      assertThat(server.spans()).isEqualTo(acknowledged);
    }
  }

  @Test
  void rowsThatAreLiveWhenTheClockGoesBackAreSealed() throws IOException {
    try (LiveServer server = LiveServer.start(folder, clock)) {
      server.post(Requests.spans(SPANS, 1));

      clock.jump(Duration.ofDays(-400));

      Await.until(() -> server.metric("clew_store_unsealed_rows") == 0);
      assertThat(server.spans()).isEqualTo(SPANS);
    }
  }

  @Test
  void retentionDropsNothingBecauseTheClockWasWrongForAWhile() throws IOException {
    try (LiveServer server = LiveServer.start(folder, clock)) {
      server.post(Requests.spans(SPANS, 1));
      server.seal();
      clock.jump(LiveServer.RETENTION.multipliedBy(100));
      server.post(Requests.spans(SPANS, 2));
      server.seal();
      clock.advance(Duration.ofMinutes(30));
      server.post(Requests.spans(SPANS, 3));
      server.seal();

      clock.jump(LiveServer.RETENTION.multipliedBy(-100));
      clock.advance(Duration.ofHours(2));
      server.post(Requests.spans(SPANS, 4));
      server.seal();

      assertThat(server.spans()).isEqualTo(4 * SPANS);
      assertThat(server.metric("clew_store_segments")).isEqualTo(4);
    }
  }

  @Test
  void cursorsHoldWhenTheClockIsSetForward() throws Exception {
    try (LiveServer server = LiveServer.start(folder, clock)) {
      server.post(Requests.spans(30, 1));
      String question = "/tempo/api/search?start=1&end=9000000000&limit=10&cursor=";
      HttpResponse<byte[]> first = HttpCall.get(server.uri("http", question));
      clock.jump(Duration.ofDays(300));

      HttpResponse<byte[]> second = HttpCall.get(server.uri("http", question + cursor(first)));

      assertThat(second.statusCode()).isEqualTo(200);
      clock.jump(Duration.ofDays(-900));
      assertThat(HttpCall.get(server.uri("http", question + cursor(second))).statusCode())
          .isEqualTo(200);
    }
  }

  private static String cursor(HttpResponse<byte[]> answer) {
    String cursor = HttpCall.header(answer, "clew-next-cursor");
    assertThat(cursor).isNotEmpty();
    return cursor;
  }
}
