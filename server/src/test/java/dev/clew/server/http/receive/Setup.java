package dev.clew.server.http.receive;

import dev.clew.ingest.log.RequestLog;
import dev.clew.model.Batch;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.Tls;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a test chooses about a [ReceivingServer].
///
/// @param onBatch called with each batch that reaches the sink, on the thread of the log
public record Setup(
    RequestLog log,
    ReceiveOptions options,
    ConnectionLimits limits,
    Supplier<@Nullable String> pressure,
    Consumer<Batch> onBatch,
    @Nullable Tls tls) {

  public static Setup of(RequestLog log) {
    return new Setup(
        log, ReceiveOptions.DEFAULT, ConnectionLimits.DEFAULT, () -> null, _ -> {}, null);
  }

  public Setup with(ReceiveOptions newOptions) {
    return new Setup(log, newOptions, limits, pressure, onBatch, tls);
  }

  public Setup with(ConnectionLimits newLimits) {
    return new Setup(log, options, newLimits, pressure, onBatch, tls);
  }

  public Setup withPressure(Supplier<@Nullable String> newPressure) {
    return new Setup(log, options, limits, newPressure, onBatch, tls);
  }

  public Setup onBatch(Consumer<Batch> newOnBatch) {
    return new Setup(log, options, limits, pressure, newOnBatch, tls);
  }

  public Setup with(Tls newTls) {
    return new Setup(log, options, limits, pressure, onBatch, newTls);
  }
}
