package dev.clew.ingest.log;

final class MemoryLogTest extends RequestLogContract {
  @Override
  RequestLog open(int partitions) {
    return new MemoryLog(partitions);
  }
}
