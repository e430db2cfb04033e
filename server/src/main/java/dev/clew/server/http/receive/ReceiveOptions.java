package dev.clew.server.http.receive;

import dev.clew.server.http.body.Unpacking;

/// Bounds of receiving.
///
/// @param maxRequestBytes greatest body, as it comes and unpacked
/// @param maxRatio greatest size unpacked per byte packed
/// @param inFlightBytes that bodies being received, decoded and logged may hold together
/// @param inlineBytes greatest body decoded on the thread of its connection; larger ones wait for a
///   worker, so that they do not hold up the small ones of others
/// @param workers threads for large bodies
/// @param waiting large bodies that may wait for a worker
public record ReceiveOptions(
    long maxRequestBytes,
    int maxRatio,
    long inFlightBytes,
    int inlineBytes,
    int workers,
    int waiting) {
  private static final int PACKED_GROWTH = 8;

  /// A body is held as it came, decoded, and in parts once more while it is sealed, so that a heap
  /// of 352 MiB bears one of the greatest at a time.
  public static final ReceiveOptions DEFAULT =
      new ReceiveOptions(
          20L << 20, 200, 40L << 20, 1 << 18, Runtime.getRuntime().availableProcessors(), 256);

  public ReceiveOptions {
    positive(maxRequestBytes, "maxRequestBytes");
    positive(maxRatio, "maxRatio");
    positive(inFlightBytes, "inFlightBytes");
    positive(workers, "workers");
    positive(waiting, "waiting");
  }

  public ReceiveOptions withMaxRequestBytes(long value) {
    return new ReceiveOptions(value, maxRatio, inFlightBytes, inlineBytes, workers, waiting);
  }

  public ReceiveOptions withInFlightBytes(long value) {
    return new ReceiveOptions(maxRequestBytes, maxRatio, value, inlineBytes, workers, waiting);
  }

  public Unpacking unpacking() {
    return new Unpacking(maxRequestBytes, maxRatio);
  }

  /// Greatest packed body that is taken for small, without knowing what it unpacks to.
  int inlinePackedBytes() {
    return inlineBytes / PACKED_GROWTH;
  }

  private static void positive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException("%s must not be %d".formatted(name, value));
    }
  }
}
