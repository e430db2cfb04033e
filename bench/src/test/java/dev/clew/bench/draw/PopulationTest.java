package dev.clew.bench.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PopulationTest {
  @Test
  void everyRankHasItsOwnAccountAndAddress() {
    Population population = new Population(1, 100_000, false);
    BitSet accounts = new BitSet();
    Set<Integer> addresses = new HashSet<>();

    for (int rank = 0; rank < 100_000; rank++) {
      accounts.set(population.userNumber(rank));
      addresses.add(Population.addressNumber(rank));
    }

    assertThat(accounts.cardinality()).isEqualTo(100_000);
    assertThat(addresses).hasSize(100_000);
  }

  @Test
  void valuesOfAFieldAreEquallyWideAndDiffer() {
    Set<String> agents = new HashSet<>();
    Set<String> routes = new HashSet<>();
    for (int i = 0; i < Catalogue.AGENT_COUNT; i++) {
      agents.add(Catalogue.userAgent(i));
    }
    for (int i = 0; i < Catalogue.ROUTE_COUNT; i++) {
      routes.add(Catalogue.route(i));
    }

    assertThat(agents).hasSize(1_000).allSatisfy(agent -> assertThat(agent).hasSize(136));
    assertThat(routes).hasSize(200).allSatisfy(route -> assertThat(route).hasSize(25));
    assertThat(Catalogue.METHODS).allSatisfy(method -> assertThat(method).hasSize(8));
    assertThat(Catalogue.RESULTS).allSatisfy(result -> assertThat(result).hasSize(7));
  }

  @Test
  void twoInAHundredLoginsFail() {
    Login login = new Login(new Population(2, 100_000, false));
    int failed = 0;

    login.repetition(0, 77);
    for (int trace = 0; trace < 100_000; trace++) {
      login.trace(trace);
      failed += login.failed() ? 1 : 0;
    }

    assertThat(failed).isBetween(1_850, 2_150);
  }
}
