package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.http.Await;
import dev.clew.server.http.receive.GrpcCall;
import dev.clew.server.http.receive.HttpCall;
import dev.clew.server.http.receive.Requests;
import dev.clew.server.http.receive.RpcStatusView;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk without room turns requests away and nothing else.
final class FullDiskTest {
  private static final int MEBIBYTES = 24;
  private static final int SPANS = 20;

  private SmallDisk disk;
  private long acknowledged;
  private long seed;
  private long failuresSeen;

  @TempDir Path folder;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount(folder.resolve("disk"), MEBIBYTES);
  }

  @AfterEach
  void unmount() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void requestsAreRefusedWithARetryWhileQuestionsAreAnswered() throws IOException {
    try (LiveServer server = LiveServer.start(disk.data(), LiveServer.newClock())) {
      send(server, 5);
      disk.fill(0);

      HttpResponse<byte[]> http = sendUntilRefused(server);
      GrpcCall.Answer grpc = callUntilRefused(server);

      assertThat(http.statusCode()).isEqualTo(503);
      assertThat(HttpCall.header(http, "retry-after")).isEqualTo("10");
      RpcStatusView status = RpcStatusView.parse(http.body());
      assertThat(status.code()).isEqualTo(14);
      assertThat(status.message()).isEqualTo("the disk is full, try again later");
      assertThat(status.retrySeconds()).isEqualTo(10);
      assertThat(grpc.status()).isEqualTo(14);
      assertThat(RpcStatusView.parse(grpc.details()).retrySeconds()).isEqualTo(10);
      assertThat(server.metric("clew_ingest_refused_requests_total{reason=\"disk_full\"}"))
          .isGreaterThanOrEqualTo(2);
      LiveServer.Answer ready = server.get("/readyz");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.text()).contains("not ready: nothing can be kept: no room on the disk");
      checkAll(server);
    }
  }

  @Test
  void whenRoomComesBackRequestsAreTakenWithoutARestart() throws IOException {
    try (LiveServer server = LiveServer.start(disk.data(), LiveServer.newClock())) {
      send(server, 5);
      disk.fill(0);
      sendUntilRefused(server);

      disk.empty();

      Await.until(() -> isTaken(server));
      send(server, 5);
      assertThat(server.get("/readyz").status()).isEqualTo(200);
      checkAll(server);
      server.seal();
      checkAll(server);
    }
    checkAfterRestart();
  }

  @Test
  void sealingThatFindsNoRoomIsTriedAgainAndLosesNothing() throws IOException {
    try (LiveServer server = LiveServer.start(disk.data(), LiveServer.newClock())) {
      send(server, 5);
      disk.fill(0);
      server.clock().advance(LiveServer.SEAL_AGE.plusSeconds(1));

      Await.until(() -> server.metric("clew_store_seal_failures_total") >= 2);

      checkAll(server);
      assertThat(server.get("/readyz").text()).contains("note: sealing fails and is tried again");
      disk.empty();
      Await.until(() -> server.metric("clew_store_unsealed_rows") == 0);
      Await.until(() -> server.get("/readyz").text().equals("ready\n"));
      checkAll(server);
      assertThat(server.metric("clew_store_segments")).isEqualTo(1);
    }
    checkAfterRestart();
  }

  @Test
  void aDiskThatFillsAnywhereInSealingOrMergingLosesAndDoublesNothing() throws IOException {
    long failures = 0;
    try (LiveServer server = LiveServer.start(disk.data(), LiveServer.newClock())) {
      for (int step = 0; step < 12; step++) {
        send(server, 1);
        disk.fill(step * 24_576L);
        server.clock().advance(LiveServer.SEAL_AGE.plusSeconds(1));
        Await.until(() -> isSettled(server));
        checkAll(server);

        disk.empty();
        Await.until(() -> server.metric("clew_store_unsealed_rows") == 0);
        checkAll(server);
      }
      failures = (long) server.metric("clew_store_seal_failures_total");
      assertThat(server.metric("clew_store_segments")).isLessThan(9);
      assertThat(server.metric("clew_store_segments_set_aside_total")).isZero();
    }
    assertThat(failures).isPositive();
    checkAfterRestart();
  }

  @Test
  void aServerThatStartsOnAFullDiskAnswersQuestions() throws IOException {
    try (LiveServer server = LiveServer.start(disk.data(), LiveServer.newClock())) {
      send(server, 3);
      disk.fill(0);
    }
    try (LiveServer server = LiveServer.start(disk.data(), LiveServer.newClock())) {
      checkAll(server);
      assertThat(server.get("/readyz").status()).isEqualTo(503);

      disk.empty();

      Await.until(() -> server.get("/readyz").status() == 200);
      send(server, 1);
      checkAll(server);
    }
  }

  /// Whether the rows that were due are sealed, or were found to have no room.
  private boolean isSettled(LiveServer server) {
    double failures = server.metric("clew_store_seal_failures_total");
    if (server.metric("clew_store_unsealed_rows") == 0 || failures > failuresSeen) {
      failuresSeen = (long) failures;
      return true;
    }
    return false;
  }

  private void send(LiveServer server, int requests) {
    for (int i = 0; i < requests; i++) {
      assertThat(server.post(Requests.spans(SPANS, ++seed)).statusCode()).isEqualTo(200);
      acknowledged += SPANS;
    }
  }

  private boolean isTaken(LiveServer server) {
    boolean isTaken = server.post(Requests.spans(SPANS, ++seed)).statusCode() == 200;
    acknowledged += isTaken ? SPANS : 0;
    return isTaken;
  }

  /// The last page of a file may have room for some more.
  private HttpResponse<byte[]> sendUntilRefused(LiveServer server) {
    while (true) {
      HttpResponse<byte[]> answer = server.post(Requests.spans(SPANS, ++seed));
      if (answer.statusCode() != 200) {
        return answer;
      }
      acknowledged += SPANS;
    }
  }

  private GrpcCall.Answer callUntilRefused(LiveServer server) {
    while (true) {
      GrpcCall.Answer answer = server.call(Requests.spans(SPANS, ++seed));
      if (answer.status() != 0) {
        return answer;
      }
      acknowledged += SPANS;
    }
  }

  /// All that was acknowledged is found once, by search and by SQL.
  private void checkAll(LiveServer server) {
    assertThat(server.spans()).isEqualTo(acknowledged);
    assertThat(server.found()).isEqualTo((int) acknowledged);
  }

  private void checkAfterRestart() throws IOException {
    try (LiveServer server = LiveServer.start(disk.data(), LiveServer.newClock())) {
      checkAll(server);
    }
    assertThat(Files.exists(disk.data().resolve("store/quarantine"))).isFalse();
  }
}
