package dev.clew.bench.command;

import dev.clew.bench.load.Compression;
import dev.clew.bench.target.ClewServer;
import dev.clew.bench.target.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server is started, and where it keeps its data.
final class ServerOptions {
  @Option(
      names = "--clew",
      description = "command that runs Clew (default: ./clew of the checkout)")
  private @Nullable Path clew;

  @Option(names = "--data", description = "data folder (default: a temporary one, deleted after)")
  private @Nullable Path data;

  @Option(names = "--serve-arg", description = "further argument of clew serve; may be repeated")
  private List<String> serveArguments = new ArrayList<>();

  @Option(names = "--server-cpus", description = "processors of the server, as taskset takes them")
  private @Nullable String serverCpus;

  @Option(
      names = "--profile",
      defaultValue = "default",
      description = "name of the server's configuration in the evidence")
  private String profile = "default";

  String profile() {
    return profile;
  }

  /// Whether there is a Clew to start.
  boolean isPresent() {
    return Files.isExecutable(launcher());
  }

  Path launcher() {
    if (clew != null) {
      return clew.toAbsolutePath();
    }
    Path folder = Path.of("").toAbsolutePath();
    Path parent = folder;
    while (parent != null && !Files.exists(parent.resolve("mvnw"))) {
      parent = parent.getParent();
    }
    return (parent == null ? folder : parent).resolve("clew");
  }

  /// A folder for data that is kept if the user named one.
  DataFolder dataFolder() throws IOException {
    return data != null
        ? new DataFolder(data.toAbsolutePath(), true)
        : new DataFolder(Files.createTempDirectory("clew-bench-").resolve("data"), false);
  }

  ClewServer.Plan plan(Path dataFolder, boolean isGrpc, Compression compression) {
    List<String> command = new ArrayList<>();
    if (serverCpus != null) {
      command.addAll(List.of("taskset", "-c", serverCpus));
    }
    command.add(launcher().toString());
    return new ClewServer.Plan(command, dataFolder, serveArguments, isGrpc, compression);
  }

  /// Deletes a temporary folder, with what lies beside it, when closed.
  record DataFolder(Path path, boolean isKept) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Path parent = path.getParent();
      if (!isKept && parent != null) {
        Trees.delete(parent);
      }
    }
  }
}
