package dev.clew.bench.command;

import dev.clew.bench.measure.Evidence;
import dev.clew.bench.run.LatencyRun;
import dev.clew.bench.run.Traffic;
import dev.clew.bench.target.ClewServer;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures latencies on a schedule, and with a share over 1, overload.
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = "Send at a share of the peak rate; latencies count from the scheduled instant.")
public final class LatencyCommand implements Callable<Integer> {
  @Mixin private TrafficOptions traffic = new TrafficOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private Report report = new Report();

  @Option(names = "--share", defaultValue = "0.5", description = "of the peak; 2 is overload")
  private double share = 0.5;

  @Option(names = "--peak", defaultValue = "0", description = "spans/s (default: measured first)")
  private double peak;

  @Option(names = "--warm-up-seconds", defaultValue = "20", description = "at the peak rate")
  private long warmUpSeconds = 20;

  @Option(names = "--seconds", defaultValue = "30", description = "on the schedule")
  private long seconds = 30;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TemplateSet set = traffic.set(traffic.plan(Encoding.OTLP), report);
    Traffic sent = traffic.traffic(set, 10_000_000);
    LatencyRun.Plan plan =
        new LatencyRun.Plan(
            peak, share, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
    Evidence evidence =
        report.measure(
            "latency",
            each -> {
              traffic.tell(set, sent, each);
              each.put("target", "clew").put("profile", server.profile());
              try (ServerOptions.DataFolder data = server.dataFolder();
                  ClewServer clew =
                      ClewServer.start(
                          server.plan(data.path(), traffic.isGrpc(), sent.compression()))) {
                new LatencyRun(sent, plan).run(clew, each);
              }
            });
    report.say(Summary.latency(evidence));
    return 0;
  }
}
