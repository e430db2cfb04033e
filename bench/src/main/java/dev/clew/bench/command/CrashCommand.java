package dev.clew.bench.command;

import dev.clew.bench.load.Compression;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.run.CrashRun;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Kills the server at random instants and checks that nothing acknowledged is lost or doubled.
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = "kill -9 the server under load, restart it, compare all ids.")
public final class CrashCommand implements Callable<Integer> {
  @Mixin private TrafficOptions traffic = new TrafficOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private Report report = new Report();

  @Option(names = "--rounds", defaultValue = "100", description = "times it is killed")
  private int rounds = 100;

  @Option(names = "--rate", defaultValue = "20000", description = "spans per second")
  private double rate = 20_000;

  @Option(names = "--max-load-millis", defaultValue = "3000", description = "until the kill")
  private int maxLoadMillis = 3_000;

  @Option(names = "--full-check-every", defaultValue = "10", description = "rounds")
  private int fullCheckEvery = 10;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TemplateSet set = traffic.set(traffic.plan(Encoding.OTLP), report);
    Evidence evidence =
        report.measure(
            "crash",
            each -> {
              try (ServerOptions.DataFolder data = server.dataFolder()) {
                CrashRun run =
                    new CrashRun(
                        server.plan(data.path(), traffic.isGrpc(), Compression.NONE),
                        set,
                        new CrashRun.Plan(
                            rounds, rate, traffic.connections(), maxLoadMillis, fullCheckEvery),
                        RandomGeneratorFactory.of("L64X128MixRandom").create(traffic.seed()),
                        report::say);
                tell(run.run(), each);
              }
            });
    return evidence.text("failure").isEmpty() ? 0 : 1;
  }

  private void tell(CrashRun.Result result, Evidence evidence) {
    evidence
        .put("target", "clew")
        .put("profile", server.profile())
        .put("seed", traffic.seed())
        .put("rounds", result.rounds())
        .put("spans", result.acknowledged())
        .put("unknownSpans", result.unanswered())
        .put("storedSpans", result.check().stored())
        .put("lost", result.check().lost())
        .put("doubled", result.check().doubled())
        .put("foreign", result.check().foreign())
        .put("failure", result.failure());
  }
}
