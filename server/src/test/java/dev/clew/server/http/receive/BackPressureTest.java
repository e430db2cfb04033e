package dev.clew.server.http.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ingest.log.FileLog;
import dev.clew.ingest.log.LogOptions;
import dev.clew.server.http.Await;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What does not fit is refused at once, with a hint when to come again, and served once it fits.
class BackPressureTest {
  private static final int OK = 0;
  private static final int UNAVAILABLE = 14;

  @Test
  void bytesInFlightHaveABudget() throws Exception {
    FakeLog log = new FakeLog(1);
    log.hold();
    Setup setup = Setup.of(log).with(ReceiveOptions.DEFAULT.withInFlightBytes(100_000));
    try (ReceivingServer server = ReceivingServer.start(setup)) {
      CompletableFuture<GrpcCall.Answer> first = send(server, Requests.spanOfSize(60_000));
      Await.until(() -> log.waiting() == 1);

      GrpcCall.Answer second = send(server, Requests.spanOfSize(61_000)).join();
      HttpResponse<byte[]> third = post(server, Requests.spanOfSize(62_000));

      assertThat(second.status()).isEqualTo(UNAVAILABLE);
      assertThat(RpcStatusView.parse(second.details()).retrySeconds()).isEqualTo(1);
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(HttpCall.header(third, "retry-after")).isEqualTo("1");
      assertThat(RpcStatusView.parse(third.body()).retrySeconds()).isEqualTo(1);

      log.release();

      assertThat(first.join().status()).isEqualTo(OK);
      Await.until(() -> server.intake.budget().usedBytes() == 0);
      assertThat(post(server, Requests.spanOfSize(63_000)).statusCode()).isEqualTo(200);
      assertThat(server.rows()).isEqualTo(2);
    }
  }

  @Test
  void aSinkThatIsBehindTurnsRequestsAway() throws Exception {
    AtomicBoolean isBehind = new AtomicBoolean(true);
    Setup setup =
        Setup.of(new FakeLog(1)).withPressure(() -> isBehind.get() ? "the store is behind" : null);
    try (ReceivingServer server = ReceivingServer.start(setup)) {
      GrpcCall.Answer refused = send(server, Requests.spans(1, 1)).join();

      assertThat(refused.status()).isEqualTo(UNAVAILABLE);
      assertThat(RpcStatusView.parse(refused.details()).retrySeconds()).isEqualTo(1);
      assertThat(post(server, Requests.spans(1, 2)).statusCode()).isEqualTo(429);

      isBehind.set(false);

      assertThat(post(server, Requests.spans(1, 3)).statusCode()).isEqualTo(200);
      assertThat(server.rows()).isEqualTo(1);
    }
  }

  @Test
  void aLogThatCannotKeepUpTurnsRequestsAway(@TempDir Path folder) throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    LogOptions options = LogOptions.defaults().withMemory(100_000, 50_000);
    try (FileLog log = FileLog.open(folder, options, InstantSource.system());
        ReceivingServer server =
            ReceivingServer.start(Setup.of(log).onBatch(_ -> awaitQuietly(slow)))) {
      CompletableFuture<GrpcCall.Answer> first = send(server, Requests.spanOfSize(60_000));
      Await.until(() -> log.stats().pendingBytes() > 0);

      GrpcCall.Answer second = send(server, Requests.spanOfSize(61_000)).join();

      assertThat(second.status()).isEqualTo(UNAVAILABLE);
      assertThat(RpcStatusView.parse(second.details()).retrySeconds()).isEqualTo(1);

      slow.countDown();

      assertThat(first.join().status()).isEqualTo(OK);
      assertThat(post(server, Requests.spanOfSize(62_000)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFullDiskIsNamedAndRecoversWithoutARestart(@TempDir Path folder) throws Exception {
    LogOptions options =
        LogOptions.defaults().withDisk(100_000, 200_000).withRetention(0, Duration.ZERO);
    try (FileLog log = FileLog.open(folder, options, InstantSource.system());
        ReceivingServer server = ReceivingServer.start(Setup.of(log))) {
      HttpResponse<byte[]> answer = fill(server);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(HttpCall.header(answer, "retry-after")).isEqualTo("10");
      assertThat(RpcStatusView.parse(answer.body()).message()).contains("disk is full");
      assertThat(send(server, Requests.spans(900, 90)).join().status()).isEqualTo(UNAVAILABLE);

      log.commit(0, log.end(0));

      Await.until(() -> isTaken(server));
    }
  }

  @Test
  void aClosedLogTurnsRequestsAway(@TempDir Path folder) throws Exception {
    FileLog log = FileLog.open(folder, LogOptions.defaults(), InstantSource.system());
    try (ReceivingServer server = ReceivingServer.start(Setup.of(log))) {
      log.close();

      HttpResponse<byte[]> answer = post(server, Requests.spans(1, 1));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(HttpCall.header(answer, "retry-after")).isEqualTo("1");
    }
  }

  private static HttpResponse<byte[]> fill(ReceivingServer server) throws Exception {
    for (int i = 0; i < 100; i++) {
      HttpResponse<byte[]> answer = post(server, Requests.spans(900, i));
      if (answer.statusCode() != 200) {
        return answer;
      }
    }
    throw new AssertionError("the log never filled");
  }

  private static boolean isTaken(ReceivingServer server) {
    try {
      return post(server, Requests.spans(10, 91)).statusCode() == 200;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static CompletableFuture<GrpcCall.Answer> send(ReceivingServer server, byte[] request) {
    return GrpcCall.send(server.grpc(GrpcCall.TRACES), GrpcCall.frame(false, request));
  }

  private static HttpResponse<byte[]> post(ReceivingServer server, byte[] request)
      throws Exception {
    return HttpCall.post(server.http("/v1/traces"), HttpCall.PROTOBUF, request);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
