package dev.clew.bench;

import dev.clew.bench.command.AllCommand;
import dev.clew.bench.command.CrashCommand;
import dev.clew.bench.command.IngestCommand;
import dev.clew.bench.command.LatencyCommand;
import dev.clew.bench.command.PeersCommand;
import dev.clew.bench.command.QueryCommand;
import dev.clew.bench.command.ShapesCommand;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `clew bench`: the measurements.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure Clew and its peers. Runs take minutes and want an idle machine.",
    subcommands = {
      IngestCommand.class,
      LatencyCommand.class,
      CrashCommand.class,
      QueryCommand.class,
      PeersCommand.class,
      ShapesCommand.class,
      AllCommand.class
    })
public final class Bench {
  private Bench() {}

  /// Runs one subcommand; exits non-zero when it fails.
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Bench());
    command.setExecutionExceptionHandler(Bench::explain);
    System.exit(command.execute(arguments));
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof IOException || failure instanceof IllegalArgumentException) {
      command.getErr().println("bench: " + failure.getMessage());
      return 1;
    }
    throw failure;
  }
}
