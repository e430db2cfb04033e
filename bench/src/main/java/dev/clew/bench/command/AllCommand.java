package dev.clew.bench.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs every measurement and writes them up.
@Command(
    name = "all",
    mixinStandardHelpOptions = true,
    description = "Run every measurement; write results.jsonl and results.md to a folder.")
public final class AllCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, description = "folder for the results")
  private Path out = Path.of("");

  @Option(
      names = "--clew",
      description = "command that runs Clew (default: ./clew of the checkout)")
  private @Nullable Path clew;

  @Option(names = "--peers", description = "folder the peers are fetched to")
  private @Nullable Path peers;

  @Option(names = "--crash-rounds", defaultValue = "20", description = "times Clew is killed")
  private int crashRounds = 20;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    Path results = out.resolve("results.jsonl");
    Files.deleteIfExists(results);
    int worst = 0;
    for (List<String> run : runs()) {
      List<String> arguments = new ArrayList<>(run);
      arguments.addAll(List.of("--json", results.toString()));
      worst = Math.max(worst, new CommandLine(command(run.getFirst())).execute(rest(arguments)));
    }
    Files.writeString(out.resolve("results.md"), Fragment.of(Files.readAllLines(results)));
    return worst;
  }

  private List<List<String>> runs() {
    List<List<String>> runs = new ArrayList<>();
    runs.add(List.of("shapes"));
    for (List<String> options :
        List.of(
            List.<String>of(),
            List.of("--grpc"),
            List.of("--compression", "GZIP"),
            List.of("--compression", "ZSTD"),
            List.of("--shape", "SMALL"))) {
      runs.add(with("ingest", options));
    }
    runs.add(with("latency", List.of("--share", "0.5")));
    runs.add(with("latency", List.of("--share", "2")));
    runs.add(with("crash", List.of("--rounds", String.valueOf(crashRounds))));
    runs.add(with("query", List.of("--restart")));
    List<String> peerOptions = new ArrayList<>();
    if (peers != null) {
      peerOptions.addAll(List.of("--peers", peers.toString()));
    }
    runs.add(with("peers", peerOptions));
    return runs;
  }

  private List<String> with(String command, List<String> options) {
    List<String> run = new ArrayList<>();
    run.add(command);
    run.addAll(options);
    if (clew != null) {
      run.addAll(List.of("--clew", clew.toString()));
    }
    return run;
  }

  private static Callable<Integer> command(String name) {
    return switch (name) {
      case "shapes" -> new ShapesCommand();
      case "ingest" -> new IngestCommand();
      case "latency" -> new LatencyCommand();
      case "crash" -> new CrashCommand();
      case "query" -> new QueryCommand();
      case "peers" -> new PeersCommand();
      default -> throw new IllegalArgumentException("no measurement named " + name);
    };
  }

  private static String[] rest(List<String> arguments) {
    return arguments.subList(1, arguments.size()).toArray(String[]::new);
  }
}
