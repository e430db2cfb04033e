package dev.clew.pipeline.export;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;

/// Options of the exporter `clew`, which has none: it keeps what comes in Clew's own store.
public record ClewOptions() {
  /// The type.
  public static final ComponentType<ClewOptions> TYPE =
      ComponentType.of(
          Kind.EXPORTER,
          "clew",
          ComponentType.allSignals(),
          _ -> new ClewOptions(),
          "Keeps what comes in Clew's own store.");
}
