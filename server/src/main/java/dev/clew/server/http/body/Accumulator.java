package dev.clew.server.http.body;

import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An array that grows with what arrives, within a limit and a lease.
///
/// The announced size is believed step by step: beyond the first 64 KiB each step is at most four
/// times what has really come, so holding much memory costs a client a quarter of it in bytes sent.
final class Accumulator {
  private static final int FIRST_STEP = 1 << 16;

  private final long limit;
  private final int announced;
  private final String limitMessage;
  private final MemoryBudget.Lease lease;
  private byte[] bytes = new byte[0];
  private int length;

  /// @param announced size that the sender claims, or -1
  Accumulator(long limit, long announced, String limitMessage, MemoryBudget.Lease lease) {
    this.limit = Math.min(limit, Integer.MAX_VALUE - 8);
    this.announced = (int) Math.clamp(announced, -1, this.limit);
    this.limitMessage = limitMessage;
    this.lease = lease;
  }

  /// Makes the array hold so many bytes beyond [#length]; else says why not.
  @Nullable Refusal makeRoom(int more) {
    long needed = (long) length + more;
    if (needed > limit) {
      return new Refusal(Reason.TOO_LARGE, limitMessage.formatted(limit));
    }
    return needed <= bytes.length ? null : grow((int) needed);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int room() {
    return bytes.length - length;
  }

  void advance(int count) {
    length += count;
  }

  /// The array itself if it is full, else a copy of what is in it.
  byte[] exact() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private @Nullable Refusal grow(int needed) {
    int capacity = nextCapacity(needed);
    int before = bytes.length;
    if (!lease.grow(capacity)) {
      return new Refusal(Reason.OVERLOADED, "too many bytes in flight, try again later");
    }
    bytes = Arrays.copyOf(bytes, capacity);
    lease.shrink(before);
    return null;
  }

  private int nextCapacity(int needed) {
    long step = Math.max(Math.max(bytes.length * 4L, needed), FIRST_STEP);
    if (announced >= needed && announced <= step) {
      return announced;
    }
    long unannounced = announced >= needed ? step : Math.max(needed, Math.min(step, needed * 2L));
    return (int) Math.min(unannounced, limit);
  }
}
