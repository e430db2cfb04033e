package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.model.Batch;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.Seeds;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Bytes of attackers and accidents.
final class HostileTest {
  @ParameterizedTest
  @EnumSource
  void aBodyCutAnywhereIsReadUpToThereOrRefused(Signals signal) {
    Seeds.forEach(
        8,
        random -> {
          byte[] body = signal.random(random).toByteArray();
          for (int length = 0; length < body.length; length++) {
            Decoded<? extends Batch> decoded =
                signal.decode(body, 0, length, Encoding.PROTOBUF, Limits.DEFAULT);
            checkSound(decoded);
            assertThat(decoded instanceof Decoded.Accepted)
                .isEqualTo(isMessage(signal, Arrays.copyOf(body, length)));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void jsonCutAnywhereIsRefused(Signals signal) {
    Seeds.forEach(
        3,
        random -> {
          Message message = signal.random(random);
          byte[] body = MessageText.utf8(new JsonPrinter(random).printed(message));
          for (int length = 0; length < body.length; length++) {
            assertThat(signal.decode(body, 0, length, Encoding.JSON, Limits.DEFAULT))
                .isInstanceOf(Decoded.Refused.class);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void randomBytesHarmNothing(Signals signal) {
    Seeds.forEach(
        3_000,
        random -> {
          byte[] body = new byte[random.nextInt(200)];
          random.nextBytes(body);
          checkSound(signal.decode(body, Encoding.PROTOBUF));
          checkSound(signal.decode(body, Encoding.JSON));
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0b|wire type 3",
        "0c|wire type 4",
        "0e|wire type 6",
        "00|field number 0",
        "80|ends early",
        "08ffffffffffffffffffff01|longer than 10 bytes",
        "0a05|length 5 exceeds the 0 bytes left",
        "0affffffffffffffffff01|exceeds",
        "0a0412021a05|length 5 exceeds the 0 bytes left",
        "0d000000|4 bytes needed, 3 left",
        "09000000|8 bytes needed, 3 left"
      })
  void whatIsNoMessageIsRefusedWithItsPlace(String hex, String problem) {
    Decoded<? extends Batch> decoded =
        Signals.TRACES.decode(HexFormat.of().parseHex(hex), Encoding.PROTOBUF);

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Refused.class,
            refused ->
                assertThat(refused.message())
                    .startsWith("malformed protobuf at byte ")
                    .contains(problem));
  }

  @Test
  void aHundredThousandAttributesAreBounded() {
    ProtoWriter out = new ProtoWriter();
    int resource = out.begin(1);
    int scope = out.begin(2);
    int span = out.begin(2);
    out.id(1, 1, 2);
    out.id(2, 3);
    for (int i = 0; i < 100_000; i++) {
      int attribute = out.begin(9);
      out.text(1, "key" + i);
      int value = out.begin(2);
      out.text(1, "value" + i);
      out.end(value);
      out.end(attribute);
    }
    out.end(span);
    out.end(scope);
    out.end(resource);

    SpanBatch batch = (SpanBatch) decoded(out);

    assertThat(batch.attributes().end(0)).isEqualTo(1_024);
    assertThat(batch.droppedAttributes(0)).isEqualTo(98_976);
  }

  @Test
  void deepNestingIsBounded() {
    ProtoWriter value = new ProtoWriter();
    value.varint(3, 1);
    for (int depth = 0; depth < 20_000; depth++) {
      ProtoWriter outer = new ProtoWriter(value.length() + 16);
      int array = outer.begin(5);
      outer.bytes(1, value.array(), 0, value.length());
      outer.end(array);
      value = outer;
    }

    SpanBatch batch = (SpanBatch) decoded(spanWith(value));

    String text = batch.strings().get((int) batch.attributes().value(0));
    assertThat(text).isEqualTo("[".repeat(32) + "null" + "]".repeat(32));
  }

  @Test
  void deepNestingInJsonIsBoundedOrRefused() {
    String value = "{\"arrayValue\":{\"values\":[";
    String span =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%032d\",\"spanId\":\"%016d\","
            + "\"attributes\":[{\"key\":\"k\",\"value\":%s}]}]}]}]}";
    byte[] deep = MessageText.utf8(span.formatted(1, 1, value.repeat(200) + "]}}".repeat(200)));
    byte[] tooDeep =
        MessageText.utf8(span.formatted(1, 1, value.repeat(50_000) + "]}}".repeat(50_000)));

    SpanBatch batch = (SpanBatch) Bodies.batch(Signals.TRACES.decode(deep, Encoding.JSON));

    String text = batch.strings().get((int) batch.attributes().value(0));
    assertThat(text).isEqualTo("[".repeat(32) + "null" + "]".repeat(32));
    assertThat(Signals.TRACES.decode(tooDeep, Encoding.JSON)).isInstanceOf(Decoded.Refused.class);
  }

  @Test
  void arraysInPiecesTakeLinearTime() {
    ProtoWriter value = new ProtoWriter();
    for (int piece = 0; piece < 200_000; piece++) {
      int array = value.begin(5);
      int element = value.begin(1);
      value.varint(3, 7);
      value.end(element);
      value.end(array);
    }

    SpanBatch batch = (SpanBatch) decoded(spanWith(value));

    assertThat(batch.strings().length((int) batch.attributes().value(0))).isGreaterThan(65_000);
  }

  @Test
  void malformedUtf8BecomesReplacementCharacters() {
    ProtoWriter value = new ProtoWriter();
    value.bytes(1, new byte[] {'a', (byte) 0xC3, 'b', (byte) 0xED, (byte) 0xA0, (byte) 0x80});

    Decoded<? extends Batch> decoded =
        Signals.TRACES.decode(spanWith(value).toByteArray(), Encoding.PROTOBUF);

    SpanBatch batch = (SpanBatch) Bodies.batch(decoded);
    assertThat(batch.strings().get((int) batch.attributes().value(0)))
        .startsWith("a\uFFFDb\uFFFD")
        .doesNotContain("\uD800");
    assertThat(Bodies.accepted(decoded).repairs().malformedTexts()).isEqualTo(1);
    Sound.check(batch, Limits.DEFAULT);
  }

  @Test
  void malformedUtf8InJsonBecomesReplacementCharacters() {
    byte[] body =
        MessageText.utf8(
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a#b\\ud800",
              "traceId":"00112233445566778899aabbccddeeff","spanId":"0011223344556677"}]}]}]}
            """);
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '#' ? (byte) 0xC3 : body[i];
    }

    Decoded<? extends Batch> decoded = Signals.TRACES.decode(body, Encoding.JSON);

    SpanBatch batch = (SpanBatch) Bodies.batch(decoded);
    assertThat(batch.strings().get(batch.name(0))).isEqualTo("a\uFFFDb\uFFFD");
    assertThat(Bodies.accepted(decoded).repairs().malformedTexts()).isEqualTo(2);
  }

  @Test
  void spansWithInvalidIdsAreRejectedAndNamedInTheMessage() {
    ProtoWriter out = new ProtoWriter();
    int resource = out.begin(1);
    int scope = out.begin(2);
    addSpan(out, new byte[15], new byte[8], new byte[0]);
    addSpan(out, new byte[16], filled(8), new byte[0]);
    addSpan(out, filled(16), filled(7), new byte[0]);
    addSpan(out, filled(16), filled(8), filled(7));
    addSpan(out, filled(16), filled(8), new byte[8]);
    out.end(scope);
    out.end(resource);

    Decoded.Accepted<? extends Batch> decoded =
        Bodies.accepted(Signals.TRACES.decode(out.toByteArray(), Encoding.PROTOBUF));

    assertThat(decoded.batch().size()).isEqualTo(1);
    assertThat(decoded.rejected()).isEqualTo(4);
    assertThat(decoded.message())
        .isEqualTo(
            "2 spans refused: trace id must be 16 bytes and not all zero; "
                + "1 span refused: span id must be 8 bytes and not all zero; "
                + "1 span refused: parent span id must be 8 bytes or absent");
  }

  private static void checkSound(Decoded<? extends Batch> decoded) {
    if (decoded instanceof Decoded.Accepted<? extends Batch> accepted) {
      Sound.check(accepted.batch(), Limits.DEFAULT);
    }
  }

  private static boolean isMessage(Signals signal, byte[] body) {
    try {
      signal.parse(body);
      return true;
    } catch (InvalidProtocolBufferException _) {
      return false;
    }
  }

  private static Batch decoded(ProtoWriter out) {
    return Bodies.batch(Signals.TRACES.decode(out.toByteArray(), Encoding.PROTOBUF));
  }

  /// A request of one span with one attribute of this value.
  private static ProtoWriter spanWith(ProtoWriter value) {
    ProtoWriter out = new ProtoWriter(value.length() + 100);
    int resource = out.begin(1);
    int scope = out.begin(2);
    int span = out.begin(2);
    out.id(1, 1, 2);
    out.id(2, 3);
    int attribute = out.begin(9);
    out.text(1, "k");
    out.bytes(2, value.array(), 0, value.length());
    out.end(attribute);
    out.end(span);
    out.end(scope);
    out.end(resource);
    return out;
  }

  private static void addSpan(ProtoWriter out, byte[] traceId, byte[] spanId, byte[] parentId) {
    int span = out.begin(2);
    out.bytes(1, traceId);
    out.bytes(2, spanId);
    out.bytes(4, parentId);
    out.end(span);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }
}
