package dev.clew.server.command;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `clew`: knows its commands and turns failures into one line and an exit status.
@Command(
    name = "clew",
    description =
        "Follows every login: receives, keeps and explains the telemetry of identity systems.",
    mixinStandardHelpOptions = true,
    version = "clew 0.1.0",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      ReplayCommand.class,
      TracesCommand.class,
      SqlCommand.class,
      ValidateCommand.class
    })
public final class Clew implements Runnable {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  Clew() {}

  /// Runs a command line; returns the exit status.
  public static int run(String[] arguments) {
    return commandLine(System.getenv()).execute(arguments);
  }

  /// All commands, whose options may stand in the environment.
  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = new CommandLine(new Clew());
    line.setDefaultValueProvider(new EnvironmentDefaults(environment));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Clew::failed);
    line.setParameterExceptionHandler(Clew::misused);
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println(line.getCommandName() + ": " + messageOf(failure));
    return FAILED;
  }

  private static int misused(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    line.getErr().println(line.getCommandName() + ": " + failure.getMessage() + origin(failure));
    line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  /// Where a value may come from that nobody wrote on the command line.
  private static String origin(ParameterException failure) {
    ArgSpec argument = failure.getArgSpec();
    boolean isSet =
        argument != null
            && failure.getCommandLine().getDefaultValueProvider()
                instanceof EnvironmentDefaults environment
            && environment.defaultValue(argument) != null;
    return isSet
        ? " (" + EnvironmentDefaults.variable(argument) + " is set in the environment)"
        : "";
  }

  private static String messageOf(Exception failure) {
    return failure instanceof CommandException || failure.getMessage() != null
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getSimpleName();
  }
}
