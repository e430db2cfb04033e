package dev.clew.server.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.clew.server.http.answer.Refusal.Reason;
import dev.clew.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnpackingTest {
  private static final Unpacking UNPACKING = new Unpacking(64 << 20, 200);

  private final MemoryBudget budget = new MemoryBudget(256 << 20);

  @ParameterizedTest
  @EnumSource(Compression.class)
  void whatWasPackedComesOut(Compression compression) {
    Seeds.forEach(
        50,
        random -> {
          byte[] expected = text(random, random.nextInt(400_000));

          Received unpacked = UNPACKING.unpack(body(compression, pack(compression, expected)));

          assertThat(unpacked).isInstanceOf(Body.class);
          Body body = (Body) unpacked;
          assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(expected);
          assertThat(body.compression()).isEqualTo(Compression.NONE);
        });
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void damagedBytesAreRefusedOrUnpackedButNeverFail(Compression compression) {
    Seeds.forEach(
        300,
        random -> {
          byte[] packed = pack(compression, text(random, 5_000));
          int damage = 1 + random.nextInt(4);
          for (int i = 0; i < damage; i++) {
            packed[random.nextInt(packed.length)] = (byte) random.nextInt();
          }
          byte[] cut = Arrays.copyOf(packed, 1 + random.nextInt(packed.length));
          Body body = body(compression, cut);

          Received unpacked = UNPACKING.unpack(body);

          if (unpacked instanceof Received.Refused(var refusal)) {
            assertThat(refusal.reason()).isIn(Reason.MALFORMED, Reason.TOO_LARGE);
          }
          body.lease().close();
          assertThat(budget.usedBytes()).isZero();
        });
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void bombsAreCutByTheirRatio(Compression compression) throws IOException {
    byte[] bomb = pack(compression, new byte[32 << 20]);
    Body body = body(compression, bomb);

    Received unpacked = UNPACKING.unpack(body);

    assertThat(unpacked).isInstanceOf(Received.Refused.class);
    assertThat(((Received.Refused) unpacked).refusal().reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(budget.usedBytes())
        .isLessThan(2 * Math.max(Unpacking.ALWAYS_ALLOWED, 200L * bomb.length));
  }

  private Body body(Compression compression, byte[] bytes) {
    MemoryBudget.Lease lease = budget.lease();
    assertThat(lease.grow(bytes.length)).isTrue();
    return new Body(bytes, bytes.length, compression, lease);
  }

  private static byte[] text(RandomGenerator random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(6));
    }
    return text;
  }

  private static byte[] pack(Compression compression, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing =
        switch (compression) {
          case NONE -> out;
          case GZIP -> new GZIPOutputStream(out);
          case ZSTD -> new ZstdOutputStream(out);
          case DEFLATE -> new DeflaterOutputStream(out);
        }) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }
}
