package dev.clew.ingest.log;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

final class FileLogContractTest extends RequestLogContract {
  @TempDir private Path folder;

  @Override
  RequestLog open(int partitions) {
    return FileLog.open(
        folder, LogOptions.defaults().withPartitions(partitions), InstantSource.system());
  }
}
