package dev.clew.bench.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void quotedValuesMayHoldCommasAndQuotes() {
    assertThat(Csv.rows("a,b\n\"x, \"\"y\"\"\",2\n"))
        .containsExactly(List.of("a", "b"), List.of("x, \"y\"", "2"));
  }
}
