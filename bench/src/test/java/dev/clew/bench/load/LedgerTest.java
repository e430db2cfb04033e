package dev.clew.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  @Test
  void aBodySentTwiceIsOfferedOnce() {
    Ledger ledger = new Ledger();

    ledger.offered(7, 40, 1_000);
    ledger.refused(503, 40);
    ledger.offered(7, 40, 1_000);
    ledger.acknowledged(7, 40, 0);

    assertThat(ledger.offeredSpans()).isEqualTo(40);
    assertThat(ledger.acknowledgedSpans()).isEqualTo(40);
    assertThat(ledger.refusedSpans()).isEqualTo(40);
    assertThat(ledger.requests()).isEqualTo(2);
    assertThat(ledger.bytes()).isEqualTo(2_000);
    assertThat(ledger.refusalsByCode()).containsOnly(Map.entry(503, 1L));
  }

  @Test
  void spansThatAnAnswerRefusesAreNotAcknowledged() {
    Ledger ledger = new Ledger();

    ledger.offered(1, 40, 1_000);
    ledger.acknowledged(1, 40, 3);

    assertThat(ledger.acknowledgedSpans()).isEqualTo(37);
    assertThat(ledger.refusedSpans()).isEqualTo(3);
  }

  @Test
  void sumsHoldTheBodiesOfBoth() {
    Ledger first = new Ledger();
    first.offered(1, 10, 100);
    first.acknowledged(1, 10, 0);
    Ledger second = new Ledger();
    second.offered(2, 20, 200);
    second.unknown(20, true);

    Ledger sum = first.plus(second);

    assertThat(sum.offeredSpans()).isEqualTo(30);
    assertThat(sum.unknownSpans()).isEqualTo(20);
    assertThat(sum.timedOutSpans()).isEqualTo(20);
    assertThat(sum.offeredBodies().stream()).containsExactly(1, 2);
    assertThat(sum.acknowledgedBodies().stream()).containsExactly(1);
    assertThat(first.offeredSpans()).isEqualTo(10);
  }
}
