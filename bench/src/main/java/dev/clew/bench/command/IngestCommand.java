package dev.clew.bench.command;

import dev.clew.bench.measure.Evidence;
import dev.clew.bench.run.IngestRun;
import dev.clew.bench.run.Traffic;
import dev.clew.bench.target.ClewServer;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Measures what taking spans costs.
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Send as fast as the server answers; print CPU, bytes, memory and latency.")
public final class IngestCommand implements Callable<Integer> {
  @Mixin private TrafficOptions traffic = new TrafficOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private IngestOptions amount = new IngestOptions();
  @Mixin private Report report = new Report();

  @Override
  public Integer call() throws IOException, InterruptedException {
    TemplateSet set = traffic.set(traffic.plan(Encoding.OTLP), report);
    Traffic sent = traffic.traffic(set, amount.total());
    Evidence evidence =
        report.measure(
            "ingest",
            each -> {
              traffic.tell(set, sent, each);
              each.put("target", "clew").put("profile", server.profile());
              try (ServerOptions.DataFolder data = server.dataFolder();
                  ClewServer clew =
                      ClewServer.start(
                          server.plan(data.path(), traffic.isGrpc(), sent.compression()))) {
                new IngestRun(sent, amount.plan()).run(clew, each);
              }
            });
    report.say(Summary.ingest(evidence));
    return Summary.exitCode(evidence);
  }
}
