package dev.clew.bench.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ZipfTableTest {
  @Test
  void sharesOfAMillionUsersAreThoseOfTheProfile() {
    long[] counts = counts(new ZipfTable(1_000_000, 0.8, rank -> rank, Seeds.random(3)), 1_000_000);

    assertThat(share(counts, 1)).isCloseTo(0.013, within(0.001));
    assertThat(share(counts, 100)).isCloseTo(0.11, within(0.01));
    assertThat(Arrays.stream(counts).filter(count -> count > 0).count())
        .isBetween(390_000L, 415_000L);
  }

  @Test
  void sharesOfAMillionAddressesAreThoseOfTheProfile() {
    long[] counts = counts(new ZipfTable(1_000_000, 1.0, rank -> rank, Seeds.random(4)), 1_000_000);

    assertThat(share(counts, 1)).isCloseTo(0.069, within(0.002));
    assertThat(share(counts, 100)).isCloseTo(0.36, within(0.01));
  }

  @Test
  void exponentZeroIsUniform() {
    long[] counts = counts(new ZipfTable(16, 0, rank -> rank, Seeds.random(5)), 16);

    assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan((1 << 20) / 16 + 1_500);
  }

  @Test
  void equalSeedsDrawEqualRanks() {
    ZipfTable first = new ZipfTable(1_000, 1.1, rank -> rank, Seeds.random(6));
    ZipfTable second = new ZipfTable(1_000, 1.1, rank -> rank, Seeds.random(6));

    for (int place = 0; place < first.size(); place++) {
      assertThat(first.at(place)).isEqualTo(second.at(place));
    }
  }

  private static long[] counts(ZipfTable table, int cardinality) {
    long[] counts = new long[cardinality];
    for (int place = 0; place < table.size(); place++) {
      counts[table.at(place)]++;
    }
    return counts;
  }

  private static double share(long[] counts, int ranks) {
    return Arrays.stream(counts, 0, ranks).sum() / (double) (1 << 20);
  }
}
