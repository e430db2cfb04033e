package dev.clew.store.parquet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What the footer tells of the values of one column in one row group.
///
/// @param offset in the file, of the first page
/// @param dictionaryBytes length of the dictionary page, which comes first; 0 if there is none
/// @param encoding of the data pages
/// @param size of all pages as stored
/// @param plainSize of all pages before compression
/// @param least in the plain encoding, as is `greatest`; null if not known
record ChunkMeta(
    long offset,
    int dictionaryBytes,
    Encoding encoding,
    int rows,
    int nulls,
    long size,
    long plainSize,
    @Nullable ByteBuffer least,
    @Nullable ByteBuffer greatest) {

  /// Codes of the encodings that are used.
  enum Encoding {
    PLAIN(0),
    DELTA_BINARY_PACKED(5),
    RLE_DICTIONARY(8);

    private final int code;

    Encoding(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }
}
