package dev.clew.server.api.clew;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpResponse;
import dev.clew.model.LimitException.Limit;
import dev.clew.server.api.ApiServer;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.Searches;
import dev.clew.server.api.Snapshots;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import dev.clew.store.sql.CancelToken;
import dev.clew.store.sql.SqlResult;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.MemoryTraceView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A browser that leaves a page ends what the page asked.
final class CancelledStatementsTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  @ParameterizedTest
  @ValueSource(strings = {"logins", "work", "map", "errors", "heatmap"})
  void aStatementEndsWhenItsClientGoesAway(String path) throws Exception {
    try (QueryRunner runner = new QueryRunner(1, 1, Duration.ofSeconds(30));
        Snapshots snapshots = new Snapshots(1, 1, InstantSource.system());
        HttpListeners listeners = listeners(runner, snapshots)) {
      WebClient client =
          WebClient.of("h2c://127.0.0.1:" + listeners.address("http").getPort() + "/clew/v1/");
      HttpResponse answer = client.get(path);
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

      answer.abort();

      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private HttpListeners listeners(QueryRunner runner, Snapshots snapshots) throws Exception {
    FakeClock clock = new FakeClock(ApiServer.NOW);
    Searches searches =
        new Searches(_ -> new MemoryTraceView(List.of(), 7), snapshots, runner.deadline());
    return HttpListeners.open(
        List.of(
            new Listener(
                "http",
                Listener.address("0"),
                null,
                builder -> {
                  new Overviews(this::endless, runner, clock).addTo(builder);
                  new TracePictures(searches, this::endless, runner, clock).addTo(builder);
                })),
        ConnectionLimits.DEFAULT);
  }

  /// A statement that ends when it is cancelled and never else.
  private SqlResult endless(String sql, int maxRows, CancelToken cancel) {
    begun.countDown();
    while (!cancel.isCancelled()) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    ended.countDown();
    return new SqlResult.Stopped(Limit.CANCELLED, "cancelled");
  }
}
