package dev.clew.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;

/// Appends pages, compressed, to the bytes of a column chunk.
final class PageWriter implements Closeable {
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;
  private static final int RLE = 3;
  private static final int LEVEL = 1;

  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
  private final ByteSink pages = new ByteSink();
  private final ByteSink header = new ByteSink();
  private byte[] packed = new byte[1 << 12];
  private int packedLength;
  private long plainSize;

  /// Starts the next chunk.
  void clear() {
    pages.clear();
    plainSize = 0;
  }

  /// All pages since the start of the chunk.
  ByteSink pages() {
    return pages;
  }

  /// Length of all pages if they were not compressed.
  long plainSize() {
    return plainSize;
  }

  void dictionary(ByteSink content, int values) {
    ThriftWriter thrift = begin(DICTIONARY_PAGE, content);
    thrift.struct(7);
    thrift.int32(1, values);
    thrift.int32(2, ChunkMeta.Encoding.PLAIN.code());
    thrift.end();
    end(thrift, content.size());
  }

  void data(ByteSink content, int rows, ChunkMeta.Encoding encoding) {
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

  private void end(ThriftWriter thrift, int plainLength) {
    thrift.end();
    plainSize += header.size() + plainLength;
    pages.putBytes(header.bytes(), 0, header.size());
    pages.putBytes(packed, 0, packedLength);
  }

  @Override
  public void close() {
    compressor.close();
  }
}
