package dev.clew.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short run of the fuzzer, which has a `main` for a long one.
final class FuzzTest {
  @TempDir Path folder;

  @Test
  void damagedFilesHarmNothing() throws IOException {
    assertThat(new ReaderFuzz(folder).run(0, Duration.ofSeconds(3))).isPositive();
  }

  /// A dictionary page whose header had lost its count.
  @Test
  void whatALongRunFoundStaysRepaired() throws IOException {
    assertThat(new ReaderFuzz(folder).run(103_621, Duration.ofMillis(20))).isPositive();
  }
}
