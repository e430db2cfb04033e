package dev.clew.bench.template;

/// Yields the request bodies of a run. Owned by one thread.
public interface PayloadSource {
  /// The body with this number; the same payload object every time.
  Payload payload(long sequence);
}
