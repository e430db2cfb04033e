package dev.clew.server.http.body;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that all requests in flight may hold together. Never blocks: who gets nothing is told so.
public final class MemoryBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /// @param limitBytes greatest sum of all leases
  public MemoryBudget(long limitBytes) {
    if (limitBytes <= 0) {
      throw new IllegalArgumentException("a budget of %d bytes".formatted(limitBytes));
    }
    limit = limitBytes;
  }

  public long limitBytes() {
    return limit;
  }

  /// Bytes held at this moment.
  public long usedBytes() {
    return used.get();
  }

  /// An empty lease, for one request.
  public Lease lease() {
    return new Lease();
  }

  private boolean take(long bytes) {
    long before = used.get();
    while (before + bytes <= limit) {
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = used.get();
    }
    return false;
  }

  /// What one request holds, from its first byte to its answer. Safe for use by any thread; closing
  /// twice does nothing, and a closed lease holds nothing more.
  public final class Lease implements AutoCloseable {
    private long held;
    private boolean isClosed;

    private Lease() {}

    /// Holds so many bytes more, or returns false and holds what it held.
    synchronized boolean grow(long bytes) {
      if (isClosed || !take(bytes)) {
        return false;
      }
      held += bytes;
      return true;
    }

    synchronized void shrink(long bytes) {
      long given = Math.min(bytes, held);
      held -= given;
      used.addAndGet(-given);
    }

    @Override
    public synchronized void close() {
      isClosed = true;
      shrink(held);
    }
  }
}
