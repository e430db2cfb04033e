package dev.clew.server.http.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ingest.log.FileLog;
import dev.clew.ingest.log.LogOptions;
import dev.clew.model.Batch;
import dev.clew.model.Signal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionedIntakeTest {

  @ParameterizedTest
  @EnumSource(Signal.class)
  void requestsAreDividedAndReadBackWhole(Signal signal) throws Exception {
    FakeLog log = new FakeLog(4);
    try (ReceivingServer server = ReceivingServer.start(Setup.of(log))) {
      assertThat(post(server, signal, Requests.of(signal, 200, 1))).isEqualTo(200);
      assertThat(server.rows()).isEqualTo(200);
    }

    assertThat(replayed(log)).isEqualTo(200);
  }

  @Test
  void jsonIsReadBackToo() throws Exception {
    FakeLog log = new FakeLog(4);
    try (ReceivingServer server = ReceivingServer.start(Setup.of(log))) {
      byte[] body = JsonRequests.span().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      HttpCall.post(server.http("/v1/traces"), HttpCall.JSON, body);
    }

    assertThat(replayed(log)).isEqualTo(1);
  }

  @Test
  void aRepeatedRequestIsTakenOnce(@TempDir Path folder) throws Exception {
    LogOptions options = LogOptions.defaults().withPartitions(4);
    try (FileLog log = FileLog.open(folder, options, InstantSource.system());
        ReceivingServer server = ReceivingServer.start(Setup.of(log))) {
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThat(post(server, Signal.TRACES, Requests.spans(100, 7))).isEqualTo(200);
      }

      assertThat(server.rows()).isEqualTo(100);
      assertThat(replayed(log)).isEqualTo(100);
    }
  }

  private static int post(ReceivingServer server, Signal signal, byte[] request) throws Exception {
    String path =
        switch (signal) {
          case TRACES -> "/v1/traces";
          case LOGS -> "/v1/logs";
          case METRICS -> "/v1/metrics";
        };
    return HttpCall.post(server.http(path), HttpCall.PROTOBUF, request).statusCode();
  }

  /// Rows that a new server reads back from the log.
  private static long replayed(dev.clew.ingest.log.RequestLog log) throws Exception {
    try (ReceivingServer server = ReceivingServer.start(Setup.of(log))) {
      server.intake.replay(new long[4], (batch, _) -> server.batches.add(batch));
      List<Batch> batches = new ArrayList<>(server.batches);
      return batches.stream().mapToLong(Batch::size).sum();
    }
  }
}
