package dev.clew.server.command;

import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.FeatureGates;
import dev.clew.pipeline.graph.LoadRequest;
import dev.clew.pipeline.graph.Loading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// The options that name a configuration in the Collector's format, as the Collector has them.
final class CollectorOptions {
  @Option(
      names = "--config",
      paramLabel = "LOCATION",
      description =
          "Configuration in the Collector's format: a path, or file:, env:, yaml:, http: or https:"
              + " and what it names. Several are merged, the later over the earlier.")
  List<String> locations = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One value over all --config, as in processors.batch.timeout=2s.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--feature-gates",
      paramLabel = "GATES",
      defaultValue = "",
      description = "Switches of the Collector, as in +a,-b.")
  String gates = "";

  @Option(
      names = "--lenient",
      paramLabel = "IDS",
      split = ",",
      description =
          "Ids of components to leave out instead of refusing them: processors and extensions pass"
              + " everything, exporters forget it.")
  List<String> lenient = new ArrayList<>();

  /// Loads what is named.
  ///
  /// @param first locations before those of `--config`
  Loading load(List<String> first, Map<String, String> environment) {
    List<String> all = new ArrayList<>(first);
    all.addAll(locations);
    return CollectorFile.load(
        new LoadRequest(
            all,
            settings,
            new Providers(environment, Path.of(""), new WebText()::fetch),
            gates(),
            Set.copyOf(new TreeSet<>(lenient))),
        Catalog.registry());
  }

  /// Whether no configuration is named.
  boolean isEmpty() {
    return locations.isEmpty();
  }

  /// The configuration that `--config` names; null if it is refused, which is printed.
  @Nullable CollectorFile loadOrRefuse(CommandSpec spec) {
    Loading loading = load(List.of(), EnvironmentDefaults.of(spec));
    PrintWriter err = spec.commandLine().getErr();
    loading.warnings().forEach(err::println);
    if (loading.file() == null) {
      err.println(loading.refusal());
    }
    err.flush();
    return loading.file();
  }

  private FeatureGates gates() {
    try {
      return FeatureGates.parse(gates);
    } catch (IllegalArgumentException refusal) {
      throw new CommandException(String.valueOf(refusal.getMessage()));
    }
  }
}
