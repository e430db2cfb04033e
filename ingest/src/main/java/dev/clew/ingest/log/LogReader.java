package dev.clew.ingest.log;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;

/// One reading of a log, from given offsets to the end as it is.
final class LogReader {
  private final LogFileSet files;
  private final LogFolder folder;
  private final Counters counters;
  private final long[] fromOffsets;
  private final long[] endOffsets;
  private final RecordHandler handler;
  private byte[] payloads = new byte[0];

  LogReader(
      LogFileSet files,
      LogFolder folder,
      Counters counters,
      long[] fromOffsets,
      long[] endOffsets,
      RecordHandler handler) {
    this.files = files;
    this.folder = folder;
    this.counters = counters;
    this.fromOffsets = fromOffsets;
    this.endOffsets = endOffsets;
    this.handler = handler;
  }

  void run() throws IOException {
    try (ZstdDecompressCtx decompressor = new ZstdDecompressCtx()) {
      for (LogFile file : files.from(fromOffsets)) {
        if (!readFile(file, decompressor)) {
          return;
        }
      }
    }
  }

  /// Whether to go on.
  private boolean readFile(LogFile file, ZstdDecompressCtx decompressor) throws IOException {
    long length = file.length();
    try (LogFolder.OpenFile storage = folder.open(file.name())) {
      BlockScanner scanner =
          new BlockScanner(
              new Window(storage, length),
              file.marker(),
              file.position(fromOffsets),
              (position, bytes) -> damaged(file, position, bytes));
      for (Block block = scanner.next(); block != null; block = scanner.next()) {
        if (isWanted(block) && !deliver(block, decompressor)) {
          return false;
        }
      }
      if (scanner.position() < length) {
        damaged(file, scanner.position(), length - scanner.position());
      }
      return true;
    } catch (IOException e) {
      if (files.contains(file)) {
        throw e;
      }
      return true; // deleted since, as nobody needs it any more
    }
  }

  private boolean isWanted(Block block) {
    boolean isWanted = false;
    while (!isWanted && block.next()) {
      isWanted = isWanted(block.partition(), block.offset());
    }
    block.rewind();
    return isWanted;
  }

  private boolean isWanted(int partition, long offset) {
    return offset >= fromOffsets[partition] && offset < endOffsets[partition];
  }

  private boolean deliver(Block block, ZstdDecompressCtx decompressor) {
    if (payloads.length < block.payloadsLength()) {
      payloads = new byte[block.payloadsLength()];
    }
    block.unpack(decompressor, payloads);
    while (block.next()) {
      if (isWanted(block.partition(), block.offset())
          && !handler.handle(
              block.partition(), block.offset(), block.writtenNanos(), block.entry(payloads))) {
        return false;
      }
    }
    return true;
  }

  private void damaged(LogFile file, long position, long bytes) {
    if (file.noteDamage(position)) {
      counters.damaged(bytes);
    }
  }
}
