package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.ingest.zipkin.ZipkinDecoder;
import dev.clew.model.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/// Fuzzes the decoder of Zipkin JSON: arguments are minutes and the first seed.
final class ZipkinFuzz implements Fuzzer.Target {
  private static final Limits TIGHT = new Limits(3, 2, 1, 1, 2, 8, 64, 2);

  private ZipkinFuzz() {}

  static Fuzzer.Target target() {
    return new ZipkinFuzz();
  }

  public static void main(String[] arguments) {
    Fuzzer.main(target(), arguments);
  }

  @Override
  public String toString() {
    return "Zipkin";
  }

  @Override
  public byte[] body(RandomGenerator random) {
    StringJoiner spans = new StringJoiner(",", "[", "]");
    for (int i = random.nextInt(5); i > 0; i--) {
      spans.add(span(random));
    }
    return MessageText.utf8(spans.toString());
  }

  @Override
  public void check(byte[] body) {
    for (Limits limits : List.of(Limits.DEFAULT, TIGHT)) {
      Decoded<SpanBatch> decoded =
          ZipkinDecoder.decode(body, 0, body.length, limits, TraceText.RECEIVED_NANOS);
      if (decoded instanceof Decoded.Accepted<SpanBatch> accepted) {
        Sound.check(accepted.batch(), limits);
        byte[] encoded = OtlpEncoder.encode(accepted.batch());
        SpanBatch again =
            (SpanBatch) Bodies.batch(Signals.TRACES.decode(encoded, Encoding.PROTOBUF));
        assertThat(BatchText.lines(BatchText.spans(again)))
            .containsExactlyInAnyOrderElementsOf(
                BatchText.lines(BatchText.spans(accepted.batch())));
      }
    }
  }

  private static String span(RandomGenerator random) {
    List<String> fields = new ArrayList<>();
    fields.add("\"traceId\":\"%016x%016x\"".formatted(random.nextLong(), random.nextLong()));
    fields.add("\"id\":\"%016x\"".formatted(random.nextLong()));
    fields.add("\"parentId\":\"%x\"".formatted(random.nextLong()));
    fields.add("\"kind\":\"" + (random.nextBoolean() ? "CLIENT" : "SERVER") + "\"");
    fields.add("\"name\":\"get /\\u00e9\"");
    fields.add("\"timestamp\":" + random.nextLong(1L << 53));
    fields.add("\"duration\":" + random.nextInt(1_000_000));
    fields.add("\"debug\":true,\"shared\":" + random.nextBoolean());
    fields.add("\"localEndpoint\":{\"serviceName\":\"a\",\"ipv4\":\"192.0.2.1\",\"port\":80}");
    fields.add("\"remoteEndpoint\":{\"serviceName\":\"b\",\"ipv6\":\"2001:db8::1\"}");
    fields.add("\"annotations\":[{\"timestamp\":1,\"value\":\"x\"}]");
    fields.add("\"tags\":{\"error\":\"no\",\"k\":\"v\",\"otel.scope.name\":\"lib\"}");
    fields.removeIf(_ -> random.nextInt(5) == 0);
    return "{" + String.join(",", fields) + "}";
  }
}
