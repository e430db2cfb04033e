package dev.clew.server.http.body;

/// A request body in memory: the first [#length] bytes of an array, paid for by a lease that
/// whoever finishes the request closes.
public final class Body implements Received {
  private final byte[] bytes;
  private final int length;
  private final Compression compression;
  private final MemoryBudget.Lease lease;

  Body(byte[] bytes, int length, Compression compression, MemoryBudget.Lease lease) {
    this.bytes = bytes;
    this.length = length;
    this.compression = compression;
    this.lease = lease;
  }

  /// The array itself, not a copy; may be longer than the body.
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public Compression compression() {
    return compression;
  }

  public MemoryBudget.Lease lease() {
    return lease;
  }
}
