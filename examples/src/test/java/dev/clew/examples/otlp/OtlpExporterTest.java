package dev.clew.examples.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.FakeClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OtlpExporterTest {
  private static final Duration GRACE = Duration.ofSeconds(5);

  @Test
  void busyServerGetsTheSameBytesAgain() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (Sink sink =
        Sink.answering(
            _ -> requests.incrementAndGet() < 3 ? Sink.Reply.busy("0") : Sink.Reply.ok())) {
      OtlpExporter.Stats stats = sendAndClose(sink, List.of(parcel(1)));

      assertThat(sink.received()).hasSize(3);
      assertThat(sink.received().stream().map(Sink.Received::body).distinct()).hasSize(1);
      assertThat(stats).isEqualTo(new OtlpExporter.Stats(1, 0, 0, 0, 0, 2));
    }
  }

  @Test
  void theServerSaysHowLongToWait() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (Sink sink =
        Sink.answering(
            _ -> requests.incrementAndGet() == 1 ? Sink.Reply.busy("1") : Sink.Reply.ok())) {
      long start = System.nanoTime();

      sendAndClose(sink, List.of(parcel(1)));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void retryAfterMayBeADateThatHasPassed() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (Sink sink =
        Sink.answering(_ ->
            requests.incrementAndGet() == 1
                ? Sink.Reply.busy("Wed, 21 Oct 2015 07:28:00 GMT")
                : Sink.Reply.ok())) {
      assertThat(sendAndClose(sink, List.of(parcel(1))).spans()).isEqualTo(1);
    }
  }

  @Test
  void flappingServerLosesNothing() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    List<Parcel> parcels = parcels(40);
    try (Sink sink =
        Sink.answering(
            _ -> requests.incrementAndGet() % 3 == 0 ? Sink.Reply.ok() : Sink.Reply.busy("0"))) {
      OtlpExporter.Stats stats = sendAndClose(sink, parcels);

      assertThat(stats.spans()).isEqualTo(40);
      assertThat(stats.dropped()).isZero();
      assertThat(spanNames(sink))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 40).mapToObj("span %d"::formatted).toList());
    }
  }

  @Test
  void serverThatComesLateGetsEverything() throws Exception {
    URI url;
    try (Sink gone = Sink.open()) {
      url = gone.url();
    }
    OtlpExporter exporter = exporter(url, 10);
    exporter.start();
    parcels(3).forEach(exporter::offer);
    Sink.await(() -> exporter.stats().retries() > 0);

    try (Sink back = Sink.openAt(url)) {
      exporter.close();

      assertThat(spanNames(back)).containsExactly("span 1", "span 2", "span 3");
    }
  }

  @Test
  void whatDoesNotFitIsDroppedAndCounted() throws Exception {
    try (Sink sink = Sink.answering(_ -> Sink.Reply.busy("60"))) {
      OtlpExporter exporter =
          new OtlpExporter(sink.url(), 4, Duration.ofMillis(1), InstantSource.system());
      exporter.start();
      exporter.offer(parcel(0));
      Sink.await(() -> !sink.received().isEmpty());

      List<Boolean> queued = parcels(6).stream().map(exporter::offer).toList();

      assertThat(queued).containsExactly(true, true, true, true, false, false);
      assertThat(exporter.stats().dropped()).isEqualTo(2);

      exporter.close();

      assertThat(exporter.stats().dropped()).isEqualTo(7);
    }
  }

  @Test
  void refusedParcelIsNotSentAgain() throws Exception {
    try (Sink sink = Sink.answering(_ -> new Sink.Reply(400, Map.of(), "{}"))) {
      OtlpExporter.Stats stats = sendAndClose(sink, List.of(parcel(1), parcel(2)));

      assertThat(sink.received()).hasSize(2);
      assertThat(stats.refused()).isEqualTo(2);
      assertThat(stats.spans()).isZero();
    }
  }

  @Test
  void partialSuccessCountsTheRejected() throws Exception {
    String answer = "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"zero id\"}}";
    try (Sink sink = Sink.answering(_ -> new Sink.Reply(200, Map.of(), answer))) {
      Parcel three = Parcel.ofSpans(Stream.of(1, 2, 3).map(OtlpExporterTest::span).toList());

      OtlpExporter.Stats stats = sendAndClose(sink, List.of(three));

      assertThat(stats.spans()).isEqualTo(1);
      assertThat(stats.refused()).isEqualTo(2);
      assertThat(sink.received()).hasSize(1);
    }
  }

  @Test
  void acceptanceIsToldOncePerParcel() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    try (Sink sink =
        Sink.answering(
            _ -> requests.incrementAndGet() % 2 == 0 ? Sink.Reply.ok() : Sink.Reply.busy("0"))) {
      sendAndClose(
          sink, parcels(5).stream().map(each -> each.whenAccepted(told::incrementAndGet)).toList());

      assertThat(told).hasValue(5);
    }
  }

  private static OtlpExporter.Stats sendAndClose(Sink sink, List<Parcel> parcels) {
    OtlpExporter exporter = exporter(sink.url(), 100);
    try (exporter) {
      exporter.start();
      parcels.forEach(exporter::offer);
    }
    return exporter.stats();
  }

  private static List<String> spanNames(Sink sink) {
    return sink.taken("/v1/traces").stream()
        .map(OtlpSchema::check)
        .map(body -> body.at("/resourceSpans/0/scopeSpans/0/spans/0/name").textValue())
        .toList();
  }

  private static OtlpExporter exporter(URI url, int capacity) {
    return new OtlpExporter(
        url, capacity, GRACE, new FakeClock(Instant.parse("2026-11-20T10:00:00Z")));
  }

  private static List<Parcel> parcels(int count) {
    return Stream.iterate(1, number -> number + 1)
        .limit(count)
        .map(OtlpExporterTest::parcel)
        .toList();
  }

  private static Parcel parcel(int number) {
    return Parcel.ofSpans(List.of(span(number)));
  }

  private static Span span(int number) {
    return new Span(
        new Resource("gateway", "1", "gateway-1", "10.0.0.1", "test"),
        new TraceId(7, number),
        number + 1,
        0,
        false,
        Span.Kind.SERVER,
        "span " + number,
        10,
        20,
        Span.Status.UNSET,
        Attributes.none(),
        List.of(),
        List.of());
  }
}
