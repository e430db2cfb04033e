package dev.clew.server;

import dev.clew.server.collector.Collector;
import dev.clew.store.Store;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Why new requests should be refused at the moment, in words for their senders.
///
/// @param pipelines null if there are none
/// @param collector what runs in them; null if there are none
record Pressure(Store store, @Nullable Pipelines pipelines, @Nullable Collector collector)
    implements Supplier<@Nullable String> {
  @Override
  public @Nullable String get() {
    if (store.isOverloaded()) {
      return "the store is behind, try again later";
    }
    if (pipelines != null && pipelines.isBehind()) {
      return "the pipelines are behind, try again later";
    }
    return collector == null
        ? null
        : collector.obstacle(pipelines == null ? 0 : pipelines.waitingBytes());
  }
}
