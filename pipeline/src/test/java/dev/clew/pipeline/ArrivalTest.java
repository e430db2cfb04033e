package dev.clew.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArrivalTest {
  @Test
  void aNewRecordIsNoRecall() {
    assertThat(Arrival.of(7, 1_000).isRecall()).isFalse();
  }
}
