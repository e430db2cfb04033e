package dev.clew.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/// Appends pages, compressed, to a file.
final class PageWriter implements Closeable {
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;
  private static final int RLE = 3;
  private static final int LEVEL = 1;

  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
  private final OutputStream file;
  private final ByteSink header = new ByteSink();
  private byte[] packed = new byte[1 << 12];
  private int packedLength;
  private long size;
  private long plainSize;

  PageWriter(OutputStream file) {
    this.file = file;
  }

  /// Starts the next chunk.
  void clear() {
    size = 0;
    plainSize = 0;
  }

  /// Length of all pages since the start of the chunk.
  long size() {
    return size;
  }

  /// Length of all pages if they were not compressed.
  long plainSize() {
    return plainSize;
  }

  void dictionary(ByteSink content, int values) throws IOException {
    ThriftWriter thrift = begin(DICTIONARY_PAGE, content);
    thrift.struct(7);
    thrift.int32(1, values);
    thrift.int32(2, ChunkMeta.Encoding.PLAIN.code());
    thrift.end();
    end(thrift, content.size());
  }

  void data(ByteSink content, int rows, ChunkMeta.Encoding encoding) throws IOException {
    ThriftWriter thrift = begin(DATA_PAGE, content);
    thrift.struct(5);
    thrift.int32(1, rows);
    thrift.int32(2, encoding.code());
    thrift.int32(3, RLE);
    thrift.int32(4, RLE);
    thrift.end();
    end(thrift, content.size());
  }

  private ThriftWriter begin(int type, ByteSink content) {
    int bound = Math.toIntExact(Zstd.compressBound(content.size()));
    if (packed.length < bound) {
      packed = new byte[Math.max(bound, packed.length * 2)];
    }
    packedLength =
        compressor.compressByteArray(packed, 0, packed.length, content.bytes(), 0, content.size());
    ThriftWriter thrift = new ThriftWriter(header.clear());
    thrift.begin();
    thrift.int32(1, type);
    thrift.int32(2, content.size());
    thrift.int32(3, packedLength);
    return thrift;
  }

  private void end(ThriftWriter thrift, int plainLength) throws IOException {
    thrift.end();
    plainSize += header.size() + plainLength;
    size += header.size() + packedLength;
    file.write(header.bytes(), 0, header.size());
    file.write(packed, 0, packedLength);
  }

  @Override
  public void close() {
    compressor.close();
  }
}
