package dev.clew.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PseudonymsTest {
  private final Pseudonyms pseudonyms = new Pseudonyms("dev-key");

  @ParameterizedTest
  @CsvSource({
    "alice, k1:f90cec1f86f5dfc210d2cf35d2e3dc2a",
    "' Alice ', k1:f90cec1f86f5dfc210d2cf35d2e3dc2a",
    "bob, k1:ef2e67c2c60235eefca462dc1ec92071",
    "ALICE@Example.org, k1:5812f889d9986b2704e24298efc7021f",
    "\uFB01ne, k1:411a2de5031dc232fafc0de552bbee20",
  })
  void namesHashAsTheLibraryHashesThem(String name, String pseudonym) {
    assertThat(pseudonyms.ofName(name)).isEqualTo(pseudonym);
  }
}
