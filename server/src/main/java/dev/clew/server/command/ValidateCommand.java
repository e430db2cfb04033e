package dev.clew.server.command;

import dev.clew.pipeline.check.Checks;
import dev.clew.pipeline.check.StockCollector;
import dev.clew.pipeline.config.ConfigException;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.config.Resolver;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Loading;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew validate`: reads a configuration as the server would, starts nothing, and tells what is
/// wrong or doubtful about it.
@Command(
    name = "validate",
    description = "Tell what is wrong or doubtful about a Collector configuration.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Configuration files, merged in this order.")
  private List<String> files = new ArrayList<>();

  @Mixin private final CollectorOptions options = new CollectorOptions();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Prometheus rules that look at the series of the configuration.")
  private List<String> rules = new ArrayList<>();

  @Option(names = "--strict", description = "Fail on warnings as well.")
  private boolean isStrict;

  @Spec private CommandSpec spec;

  ValidateCommand() {}

  @Override
  public Integer call() {
    if (files.isEmpty() && options.locations.isEmpty()) {
      throw new CommandException("name a FILE or --config");
    }
    Loading loading = options.load(files, EnvironmentDefaults.of(spec));
    CollectorFile file = loading.file();
    PrintWriter err = spec.commandLine().getErr();
    if (file == null) {
      err.println(loading.validation());
      loading.warnings().stream().filter(ValidateCommand::isWarning).forEach(err::println);
      err.flush();
      return 1;
    }
    List<Problem> found = new ArrayList<>(loading.warnings());
    found.addAll(Checks.of(file));
    for (String rule : rules) {
      found.addAll(ofRules(file, rule));
    }
    return told(file, found);
  }

  private List<Problem> ofRules(CollectorFile file, String rule) {
    try {
      Resolver resolver = new Resolver(Providers.local(Map.of()), false);
      return Checks.ofRules(file, resolver.read(rule));
    } catch (ConfigException refusal) {
      throw new CommandException(String.valueOf(refusal.getMessage()));
    }
  }

  private int told(CollectorFile file, List<Problem> found) {
    PrintWriter out = spec.commandLine().getOut();
    List<Problem> warnings = found.stream().filter(ValidateCommand::isWarning).toList();
    out.printf("valid: %d pipelines, %d warnings%n", file.pipelines().size(), warnings.size());
    warnings.forEach(out::println);
    found.stream()
        .filter(problem -> !isWarning(problem))
        .forEach(problem -> out.println("note: " + problem));
    List<StockCollector.Difference> differences = StockCollector.explain(file);
    if (!differences.isEmpty()) {
      out.println("A stock Collector would refuse this; Clew reads it so:");
    }
    for (StockCollector.Difference difference : differences) {
      out.printf("  Collector: %s (%s)%n", difference.refusal(), difference.position());
      out.printf("  Clew:      %s%n", difference.reading());
    }
    out.flush();
    return isStrict && !warnings.isEmpty() ? 1 : 0;
  }

  private static boolean isWarning(Problem problem) {
    return problem.kind() == Problem.Kind.WARNING;
  }
}
