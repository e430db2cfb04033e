package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import dev.clew.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtoWriterTest {
  @Test
  void fieldsAreWrittenAsTheGeneratedClassesDo() {
    Seeds.forEach(
        2_000,
        random -> {
          ProtoWriter out = new ProtoWriter(random.nextInt(40));
          ByteArrayOutputStream expected = new ByteArrayOutputStream();
          CodedOutputStream coded = CodedOutputStream.newInstance(expected);
          for (int i = 0; i < 10; i++) {
            write(out, coded, random);
          }
          coded.flush();

          assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152})
  void aNestedMessageOfAnyLengthHasTheShortestPrefix(int length) throws IOException {
    byte[] body = new byte[length];
    Seeds.random(length).nextBytes(body);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    CodedOutputStream coded = CodedOutputStream.newInstance(expected);
    coded.writeUInt32(1, 7);
    coded.writeByteArray(3, body);
    coded.writeUInt32(4, 8);
    coded.flush();

    ProtoWriter out = new ProtoWriter();
    out.varint(1, 7);
    int mark = out.begin(3);
    for (byte each : body) {
      out.element(each & 0x7F);
    }
    System.arraycopy(body, 0, out.array(), mark, length);
    out.end(mark);
    out.varint(4, 8);

    assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void aClearedWriterBeginsAnew() {
    ProtoWriter out = new ProtoWriter();
    out.text(1, "gone");

    out.clear();
    out.bool(2, true);

    assertThat(out.toByteArray()).containsExactly(16, 1);
  }

  private static void write(ProtoWriter out, CodedOutputStream coded, RandomGenerator random)
      throws IOException {
    int field = 1 + random.nextInt(1 << random.nextInt(29));
    long value = random.nextLong() >> random.nextInt(64);
    switch (random.nextInt(8)) {
      case 0 -> {
        out.varint(field, value);
        coded.writeInt64(field, value);
      }
      case 1 -> {
        out.zigzag(field, value);
        coded.writeSInt64(field, value);
      }
      case 2 -> {
        out.fixed64(field, value);
        coded.writeFixed64(field, value);
      }
      case 3 -> {
        out.fixed32(field, (int) value);
        coded.writeFixed32(field, (int) value);
      }
      case 4 -> {
        out.real(field, Double.longBitsToDouble(value));
        coded.writeDouble(field, Double.longBitsToDouble(value));
      }
      case 5 -> {
        out.text(field, "text é " + value);
        coded.writeString(field, "text é " + value);
      }
      case 6 -> {
        out.id(field, value);
        coded.writeByteArray(field, ByteBuffer.allocate(8).putLong(value).array());
      }
      default -> {
        out.bool(field, value > 0);
        coded.writeBool(field, value > 0);
      }
    }
  }
}
