package dev.clew.server.api;

import dev.clew.model.TraceView;
import java.time.Duration;

/// Opens views of the store.
@FunctionalInterface
public interface ViewSource {
  /// A view of everything that is findable now. The caller closes it.
  ///
  /// @param deadline how long its questions may take in all
  TraceView open(Duration deadline);
}
