package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLogKillTest {
  @TempDir private Path folder;

  /// A few rounds; `main` of [KillRounds] does a hundred.
  @Test
  void aKilledProcessLosesNothingAcknowledgedAndDoublesNothing()
      throws IOException, InterruptedException {
    KillRounds kills = new KillRounds(folder, 1);

    kills.run(5);

    assertThat(kills.acknowledged()).isPositive();
  }
}
