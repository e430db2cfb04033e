package dev.clew.server.http.body;

import com.github.luben.zstd.Zstd;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Limits for unpacking bodies.
///
/// A body may unpack to `maxBytes`, and beyond [#ALWAYS_ALLOWED] only to `maxRatio` times what
/// came: telemetry packs 5 to 50 fold, a bomb 1,000 fold, and the limit cuts it before it is
/// written out.
///
/// @param maxBytes greatest size unpacked
/// @param maxRatio greatest size unpacked per byte packed
public record Unpacking(long maxBytes, int maxRatio) {
  /// Unpacked size up to which the ratio is not asked for.
  public static final long ALWAYS_ALLOWED = 4L << 20;

  /// The body without its compression; the body itself if it has none. The packed bytes are given
  /// back to the budget, since nobody needs them any more.
  public Received unpack(Body body) {
    if (body.compression() == Compression.NONE) {
      return body;
    }
    long byRatio = Math.max(ALWAYS_ALLOWED, (long) maxRatio * body.length());
    Accumulator into =
        new Accumulator(
            Math.min(maxBytes, byRatio),
            hint(body),
            "body unpacks to more than %d bytes",
            body.lease());
    Refusal refusal = unpack(body, into);
    if (refusal != null) {
      return new Received.Refused(refusal);
    }
    body.lease().shrink(body.bytes().length);
    return new Body(into.bytes(), into.length(), Compression.NONE, body.lease());
  }

  private static @Nullable Refusal unpack(Body body, Accumulator into) {
    try (InputStream unpacked = body.compression().open(body.bytes(), body.length())) {
      while (true) {
        if (into.room() == 0) {
          int next = unpacked.read();
          if (next < 0) {
            return null;
          }
          Refusal refusal = into.makeRoom(1);
          if (refusal != null) {
            return refusal;
          }
          into.bytes()[into.length()] = (byte) next;
          into.advance(1);
        }
        int count = unpacked.read(into.bytes(), into.length(), into.room());
        if (count < 0) {
          return null;
        }
        into.advance(count);
      }
    } catch (IOException e) {
      return new Refusal(
          Reason.MALFORMED,
          "body is not valid %s: %s".formatted(body.compression(), e.getMessage()));
    }
  }

  /// Size that the body says it has unpacked, or -1; it may lie.
  private static long hint(Body body) {
    int length = body.length();
    return switch (body.compression()) {
      case GZIP -> length < 18 ? -1 : littleEndian(body.bytes(), length - 4);
      case ZSTD -> positive(Zstd.getFrameContentSize(body.bytes(), 0, length));
      case DEFLATE, NONE -> -1;
    };
  }

  private static long positive(long size) {
    return size > 0 ? size : -1;
  }

  private static long littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xFFL)
        | (bytes[at + 1] & 0xFFL) << 8
        | (bytes[at + 2] & 0xFFL) << 16
        | (bytes[at + 3] & 0xFFL) << 24;
  }
}
