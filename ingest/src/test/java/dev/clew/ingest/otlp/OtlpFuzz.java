package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.model.Batch;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Damaged OTLP requests of one signal in one encoding.
///
/// No body may raise an exception; what is accepted must be sound, whatever the limits; and its
/// rows must survive being encoded. A protobuf body that the generated classes can read is not
/// refused.
final class OtlpFuzz implements Fuzzer.Target {
  private static final Limits TIGHT = new Limits(3, 2, 1, 1, 2, 8, 64, 2);

  private static final Pattern STRICTER =
      Pattern.compile("wire type|longer than 10 bytes|length [0-9]{10,} exceeds");

  private final Signals signal;
  private final Encoding encoding;

  OtlpFuzz(Signals signal, Encoding encoding) {
    this.signal = signal;
    this.encoding = encoding;
  }

  @Override
  public String toString() {
    return signal + " in " + encoding;
  }

  @Override
  public byte[] body(RandomGenerator random) {
    Message message = signal.random(random);
    return switch (encoding) {
      case PROTOBUF ->
          random.nextBoolean() ? message.toByteArray() : new Scrambler(random).scrambled(message);
      case JSON -> MessageText.utf8(new JsonPrinter(random).printed(message));
    };
  }

  @Override
  public void check(byte[] body) throws Exception {
    for (Limits limits : List.of(Limits.DEFAULT, TIGHT)) {
      switch (signal.decode(body, 0, body.length, encoding, limits)) {
        case Decoded.Accepted<? extends Batch> accepted -> {
          Sound.check(accepted.batch(), limits);
          checkEncoding(accepted.batch());
        }
        case Decoded.Refused<? extends Batch> refused -> checkRefusal(body, refused.message());
      }
    }
  }

  private void checkEncoding(Batch batch) {
    byte[] encoded = OtlpEncoder.encode(batch);
    Batch again = Bodies.batch(signal.decode(encoded, Encoding.PROTOBUF));
    assertThat(BatchText.lines(BatchText.of(again)))
        .containsExactlyInAnyOrderElementsOf(BatchText.lines(BatchText.of(batch)));
  }

  private void checkRefusal(byte[] body, String message) {
    if (encoding == Encoding.PROTOBUF && !STRICTER.matcher(message).find()) {
      try {
        signal.parse(body);
      } catch (InvalidProtocolBufferException _) {
        return;
      }
      throw new AssertionError("refused, though the generated classes read it: " + message);
    }
  }
}
