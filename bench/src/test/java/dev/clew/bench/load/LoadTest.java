package dev.clew.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.bench.Sink;
import dev.clew.bench.template.CapturedBodies;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.Shape;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Sink sink;
  private TemplateSet set;

  @BeforeEach
  void startSink() {
    sink = new Sink();
    set = templates(Shape.CANON);
  }

  @AfterEach
  void stopSink() {
    sink.close();
  }

  @ParameterizedTest
  @CsvSource({
    "false, NONE",
    "false, GZIP",
    "false, ZSTD",
    "true, NONE",
    "true, GZIP",
    "true, ZSTD"
  })
  void everyAcknowledgedSpanArrives(boolean isGrpc, Compression compression) throws Exception {
    set = templates(Shape.AUTH);
    CompressedRing ring = new CompressedRing(set, compression, 150, 1 << 30);
    Set<Long> expected = new HashSet<>();
    long spans = set.spansBefore(120);

    Outcome outcome;
    try (Load load =
        new Load(set, ring::newSource, opener(sink.address(), isGrpc, compression), 3, 0)) {
      outcome = load.closedLoop(spans, LIMIT);
    }

    outcome.ledger().acknowledgedBodies().stream()
        .forEach(body -> set.spanIds(body, expected::add));
    assertThat(outcome.ledger().acknowledgedSpans()).isEqualTo(spans).isEqualTo(expected.size());
    assertThat(sink.spanIds()).isEqualTo(expected);
    assertThat(sink.errors()).isEmpty();
    assertThat(outcome.latency().count()).isEqualTo(120);
  }

  @ParameterizedTest
  @CsvSource({"false, 503", "true, 14"})
  void refusedBodiesAreSentAgainAfterThePause(boolean isGrpc, int code) throws Exception {
    sink.refuseNext(2);

    Outcome outcome;
    long start = System.nanoTime();
    try (Load load = new Load(set, opener(sink.address(), isGrpc, Compression.NONE), 1)) {
      outcome = load.closedLoop(1_000, LIMIT);
    }

    assertThat(System.nanoTime() - start).isGreaterThan(isGrpc ? 80_000_000L : 2_000_000_000L);
    assertThat(outcome.ledger().refusalsByCode()).containsEntry(code, 2L);
    assertThat(outcome.ledger().acknowledgedSpans()).isEqualTo(1_000);
    assertThat(sink.spanIds()).hasSize(1_000);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void partlyRefusedSpansAreNotAcknowledged(boolean isGrpc) throws Exception {
    sink.refuseSpansOfEach(5);

    Outcome outcome;
    try (Load load = new Load(set, opener(sink.address(), isGrpc, Compression.NONE), 1)) {
      outcome = load.closedLoop(1_000, LIMIT);
    }

    assertThat(outcome.ledger().acknowledgedSpans()).isEqualTo(950);
    assertThat(outcome.ledger().refusedSpans()).isEqualTo(50);
  }

  @Test
  void anOpenLoopKeepsItsRate() throws Exception {
    Outcome outcome;
    try (Load load = new Load(set, opener(sink.address(), false, Compression.NONE), 4)) {
      outcome = load.openLoop(20_000, Duration.ofSeconds(2));
    }

    assertThat(outcome.ledger().acknowledgedSpans()).isEqualTo(40_000);
    assertThat(outcome.elapsedNanos()).isBetween(1_900_000_000L, 4_000_000_000L);
  }

  @Test
  void phasesNeverSendAnIdTwice() throws Exception {
    Ledger first;
    Ledger second;
    try (Load load = new Load(set, opener(sink.address(), false, Compression.NONE), 2)) {
      first = load.closedLoop(2_000, LIMIT).ledger();
      second = load.closedLoop(2_000, LIMIT).ledger();
    }

    assertThat(first.plus(second).offeredBodies().cardinality()).isEqualTo(40);
    assertThat(sink.spanIds()).hasSize(4_000);
  }

  @Test
  void withoutAServerTheFateOfSpansIsUnknown() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    Outcome outcome;
    try (Load load = new Load(set, opener(nobody, false, Compression.NONE), 1)) {
      outcome = load.untilFailure(100_000, LIMIT);
    }

    assertThat(outcome.ledger().acknowledgedSpans()).isZero();
    assertThat(outcome.ledger().unknownSpans()).isPositive();
  }

  @Test
  void bodiesLargerThanTheWindowOfAStreamArrive() throws Exception {
    set = templates(Shape.SMALL);

    try (Load load = new Load(set, opener(sink.address(), true, Compression.NONE), 1)) {
      load.closedLoop(5_000, LIMIT);
    }

    assertThat(sink.spanIds()).hasSize(5_000);
  }

  private static Connection.Opener opener(
      InetSocketAddress address, boolean isGrpc, Compression compression) {
    return isGrpc
        ? GrpcConnection.opener(address, compression)
        : HttpConnection.opener(address, "/v1/traces", "application/x-protobuf", compression);
  }

  private static TemplateSet templates(Shape shape) {
    try {
      return TemplateSet.of(
          new TemplateSet.Plan(
              shape, Encoding.OTLP, CapturedBodies.folder(), 5, 100_000, 0, 100_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
