package dev.clew.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;

/// Memory and a decompressor for one thread that reads, to be used again and again. What large
/// pages took is let go of by [#trim].
public final class ReadBuffers implements AutoCloseable {
  /// Behind every page, so that words can be read where its last bytes stand.
  static final int ROOM = 16;

  private static final int KEPT_BYTES = 4 << 20;

  /// The most that zstd makes of four bytes: a block of one repeated byte.
  private static final long MAX_BLOCK = 128L << 10;

  private static final int MAX_PAGE = 1 << 29;

  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
  private byte[] chunk = new byte[1 << 16];
  private byte[] page = new byte[1 << 16];
  private byte[] dictionary = new byte[1 << 12];
  final DictionaryPage texts = new DictionaryPage();
  final DataPage data = new DataPage();

  /// Room for the bytes of a chunk as stored.
  byte[] chunk(int length) {
    chunk = roomy(chunk, length);
    return chunk;
  }

  /// Unpacks a page of data.
  byte[] page(int from, int packed, int length) throws IOException {
    page = unpacked(page, from, packed, length);
    return page;
  }

  /// Unpacks a page of distinct values.
  byte[] dictionary(int from, int packed, int length) throws IOException {
    dictionary = unpacked(dictionary, from, packed, length);
    return dictionary;
  }

  /// What a damaged header may ask for is checked before there is any memory for it: against what
  /// so many bytes can hold at all, and against what they say themselves.
  private byte[] unpacked(byte[] target, int from, int packed, int length) throws IOException {
    boolean canBe =
        length <= MAX_PAGE
            && length <= (packed / 4 + 1L) * MAX_BLOCK
            && Zstd.getFrameContentSize(chunk, from, packed) == length;
    if (!canBe) {
      throw new IOException("damaged: no page of %d bytes".formatted(length));
    }
    byte[] roomy = roomy(target, length);
    try {
      int found = decompressor.decompressByteArray(roomy, 0, length, chunk, from, packed);
      if (found != length) {
        throw new IOException("damaged: a page of %d bytes, not %d".formatted(found, length));
      }
    } catch (ZstdException failure) {
      throw new IOException("damaged: " + failure.getMessage(), failure);
    }
    return roomy;
  }

  private static byte[] roomy(byte[] bytes, int length) {
    return bytes.length >= length + ROOM
        ? bytes
        : new byte[Math.max(length + ROOM, Math.min(bytes.length * 2, KEPT_BYTES))];
  }

  /// Lets go of memory that only large pages need.
  public void trim() {
    if (chunk.length > KEPT_BYTES) {
      chunk = new byte[1 << 16];
    }
    if (page.length > KEPT_BYTES) {
      page = new byte[1 << 16];
    }
    if (dictionary.length > KEPT_BYTES) {
      dictionary = new byte[1 << 12];
    }
    texts.trim();
    data.trim();
  }

  @Override
  public void close() {
    decompressor.close();
  }
}
