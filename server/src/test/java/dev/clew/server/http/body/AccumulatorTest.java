package dev.clew.server.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import dev.clew.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AccumulatorTest {
  private static final int LIMIT = 64 << 20;

  private final MemoryBudget budget = new MemoryBudget(128 << 20);

  @Test
  void whatComesIsKeptWhateverIsAnnounced() {
    Seeds.forEach(
        200,
        random -> {
          byte[] expected = new byte[random.nextInt(600_000)];
          random.nextBytes(expected);
          long announced = random.nextInt(3) == 0 ? expected.length : random.nextLong(-1, 1 << 22);
          Accumulator bytes = accumulator(announced);
          for (int at = 0; at < expected.length; ) {
            int count = Math.min(expected.length - at, 1 + random.nextInt(100_000));
            assertThat(bytes.makeRoom(count)).isNull();
            System.arraycopy(expected, at, bytes.bytes(), bytes.length(), count);
            bytes.advance(count);
            at += count;
          }
          assertThat(Arrays.copyOf(bytes.bytes(), bytes.length())).isEqualTo(expected);
        });
  }

  @Test
  void theAnnouncedSizeIsTakenAtOnceWhenItIsSmall() {
    Accumulator bytes = accumulator(50_000);

    assertThat(bytes.makeRoom(1)).isNull();

    assertThat(bytes.bytes()).hasSize(50_000);
    assertThat(budget.usedBytes()).isEqualTo(50_000);
  }

  @Test
  void anAnnouncementAloneHoldsLittle() {
    Accumulator bytes = accumulator(LIMIT);

    assertThat(bytes.makeRoom(1)).isNull();

    assertThat(budget.usedBytes()).isLessThanOrEqualTo(1 << 16);
  }

  @Test
  void theLimitHoldsToTheByte() {
    Accumulator bytes = accumulator(-1);

    assertThat(bytes.makeRoom(LIMIT)).isNull();
    bytes.advance(LIMIT);

    assertThat(bytes.makeRoom(1)).extracting(Refusal::reason).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void whatTheBudgetDoesNotHoldIsOverload() {
    MemoryBudget small = new MemoryBudget(1_000);
    Accumulator bytes = new Accumulator(LIMIT, 2_000, "%d", small.lease());

    assertThat(bytes.makeRoom(1)).extracting(Refusal::reason).isEqualTo(Reason.OVERLOADED);
    assertThat(small.usedBytes()).isZero();
  }

  private Accumulator accumulator(long announced) {
    return new Accumulator(LIMIT, announced, "more than %d bytes", budget.lease());
  }
}
