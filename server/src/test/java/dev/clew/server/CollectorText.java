package dev.clew.server;

import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.FeatureGates;
import dev.clew.pipeline.graph.LoadRequest;
import dev.clew.pipeline.graph.Loading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Configurations of one pipeline of spans, of which a test says what matters to it.
record CollectorText(String protocols, String extensions, String running, String more) {
  /// @param protocols of the receiver `otlp`, in one line
  static CollectorText of(String protocols) {
    return new CollectorText(protocols, "{}", "", "");
  }

  /// @param definitions in one line
  /// @param ids of those that run
  CollectorText with(String definitions, String ids) {
    return new CollectorText(protocols, definitions, ids, more);
  }

  /// @param lines at the end of the file
  CollectorText with(String lines) {
    return new CollectorText(protocols, extensions, running, lines);
  }

  LiveServer start(Path data) throws IOException {
    return LiveServer.start(data, LiveServer.newClock(), load());
  }

  CollectorFile load() {
    String yaml =
        """
        receivers: {otlp: {protocols: %s}}
        extensions: %s
        exporters: {clew: {}}
        service:
          extensions: [%s]
          pipelines: {traces: {receivers: [otlp], exporters: [clew]}}
        %s\
        """
            .formatted(protocols, extensions, running, more);
    return load(yaml);
  }

  static CollectorFile load(String yaml) {
    Loading loading =
        CollectorFile.load(
            new LoadRequest(
                List.of("yaml:" + yaml),
                List.of(),
                Providers.local(Map.of()),
                FeatureGates.none(),
                Set.of()),
            Catalog.registry());
    CollectorFile file = loading.file();
    if (file == null) {
      throw new IllegalArgumentException(loading.refusal());
    }
    return file;
  }
}
