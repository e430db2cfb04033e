package dev.clew.server.http.body;

import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// How a body lies in the stream of a request: as all of it, or as one framed message.
abstract sealed class Framing {

  /// Takes the next bytes; says why when it cannot.
  abstract @Nullable Refusal take(ByteBuf data);

  /// The stream ended after what was taken.
  abstract Received end(MemoryBudget.Lease lease);

  static @Nullable Refusal append(ByteBuf data, Accumulator into) {
    int count = data.readableBytes();
    Refusal refusal = into.makeRoom(count);
    if (refusal == null) {
      data.readBytes(into.bytes(), into.length(), count);
      into.advance(count);
    }
    return refusal;
  }

  /// Everything is body.
  static final class Whole extends Framing {
    private final Compression compression;
    private final Accumulator body;

    Whole(long maxBytes, long announced, Compression compression, MemoryBudget.Lease lease) {
      this.compression = compression;
      this.body = new Accumulator(maxBytes, announced, "body is larger than %d bytes", lease);
    }

    @Override
    @Nullable Refusal take(ByteBuf data) {
      return append(data, body);
    }

    @Override
    Received end(MemoryBudget.Lease lease) {
      return new Body(body.bytes(), body.length(), compression, lease);
    }
  }

  /// One gRPC message: a flag that tells whether it is packed, its length in 4 bytes, its bytes.
  static final class Message extends Framing {
    private static final int PREFIX = 5;

    private final long maxBytes;
    private final Compression compression;
    private final MemoryBudget.Lease lease;
    private final byte[] prefix = new byte[PREFIX];
    private int prefixLength;
    private long messageLength;
    private @Nullable Accumulator message;

    Message(long maxBytes, Compression compression, MemoryBudget.Lease lease) {
      this.maxBytes = maxBytes;
      this.compression = compression;
      this.lease = lease;
    }

    @Override
    @Nullable Refusal take(ByteBuf data) {
      if (message == null) {
        Refusal refusal = takePrefix(data);
        if (refusal != null || message == null) {
          return refusal;
        }
      }
      if (message.length() + (long) data.readableBytes() > messageLength) {
        return malformed("more than one message in a call that has one");
      }
      return append(data, message);
    }

    @Override
    Received end(MemoryBudget.Lease itsLease) {
      if (message == null) {
        return new Received.Refused(malformed("the call ended before its message began"));
      }
      if (message.length() < messageLength) {
        return new Received.Refused(
            malformed(
                "the message ended after %d of %d bytes"
                    .formatted(message.length(), messageLength)));
      }
      Compression used = prefix[0] == 0 ? Compression.NONE : compression;
      return new Body(message.bytes(), message.length(), used, itsLease);
    }

    private @Nullable Refusal takePrefix(ByteBuf data) {
      int count = Math.min(PREFIX - prefixLength, data.readableBytes());
      data.readBytes(prefix, prefixLength, count);
      prefixLength += count;
      return prefixLength < PREFIX ? null : begin();
    }

    private @Nullable Refusal begin() {
      messageLength =
          (prefix[1] & 0xFFL) << 24
              | (prefix[2] & 0xFFL) << 16
              | (prefix[3] & 0xFFL) << 8
              | (prefix[4] & 0xFFL);
      if ((prefix[0] & 0xFE) != 0) {
        return malformed("flag %d of a gRPC message is not known".formatted(prefix[0] & 0xFF));
      }
      if (prefix[0] == 1 && compression == Compression.NONE) {
        return malformed("the message is packed but grpc-encoding names no compression");
      }
      if (messageLength > maxBytes) {
        return new Refusal(
            Reason.TOO_LARGE,
            "message of %d bytes is larger than %d bytes".formatted(messageLength, maxBytes));
      }
      message = new Accumulator(maxBytes, messageLength, "message is larger than %d bytes", lease);
      return null;
    }

    private static Refusal malformed(String message) {
      return new Refusal(Reason.MALFORMED, message);
    }
  }
}
