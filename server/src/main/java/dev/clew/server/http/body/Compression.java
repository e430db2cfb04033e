package dev.clew.server.http.body;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// How a body is packed.
public enum Compression {
  NONE,
  GZIP,
  ZSTD,
  /// The zlib format, which HTTP calls deflate.
  DEFLATE;

  /// What a server with these says in `Accept-Encoding`.
  public static final String ACCEPTED = "gzip, zstd, deflate";

  private static final int BUFFER = 1 << 13;

  /// 8 MiB, the window that RFC 9659 grants; a larger one is memory that the sender chooses.
  private static final int MAX_WINDOW_LOG = 23;

  /// The compression of a `Content-Encoding` or `grpc-encoding`, null if it is not known.
  public static @Nullable Compression of(@Nullable String token) {
    if (token == null) {
      return NONE;
    }
    return switch (token.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> NONE;
      case "gzip", "x-gzip" -> GZIP;
      case "zstd" -> ZSTD;
      case "deflate", "zlib" -> DEFLATE;
      default -> null;
    };
  }

  InputStream open(byte[] packed, int length) throws IOException {
    InputStream bytes = new ByteArrayInputStream(packed, 0, length);
    return switch (this) {
      case NONE -> bytes;
      case GZIP -> new GZIPInputStream(bytes, BUFFER);
      case ZSTD -> new ZstdInputStreamNoFinalizer(bytes).setLongMax(MAX_WINDOW_LOG);
      case DEFLATE -> new InflaterInputStream(bytes);
    };
  }
}
