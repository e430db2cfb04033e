package dev.clew.server.command;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Takes options that are not on the command line from the environment: `--seal-rows` from
/// `CLEW_SEAL_ROWS`, and so each by its name.
final class EnvironmentDefaults implements IDefaultValueProvider {
  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// The variables that a command was started with.
  static Map<String, String> of(CommandSpec spec) {
    return spec.commandLine().getDefaultValueProvider() instanceof EnvironmentDefaults defaults
        ? defaults.environment
        : System.getenv();
  }

  /// The variable of an option; null for what is no setting.
  static @Nullable String variable(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    return "CLEW_"
        + option.longestName().replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    String variable = variable(argument);
    String value = variable == null ? null : environment.get(variable);
    return value == null || value.isBlank() ? null : value;
  }
}
