package dev.clew.bench.command;

import dev.clew.bench.measure.Evidence;
import dev.clew.bench.peer.ClickHouse;
import dev.clew.bench.peer.PeerFolder;
import dev.clew.bench.peer.ZipkinServer;
import dev.clew.bench.run.IngestRun;
import dev.clew.bench.run.Traffic;
import dev.clew.bench.target.ClewServer;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures Zipkin and ClickHouse beside Clew, on the same spans.
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = "Clew and Zipkin in alternating pairs; Clew and ClickHouse in bytes per span.")
public final class PeersCommand implements Callable<Integer> {
  @Mixin private TrafficOptions traffic = new TrafficOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private IngestOptions amount = new IngestOptions();
  @Mixin private Report report = new Report();

  @Option(names = "--pairs", defaultValue = "3", description = "of Clew and Zipkin")
  private int pairs = 3;

  @Option(
      names = "--zipkin-kept",
      defaultValue = "200000",
      description = "spans that Zipkin keeps; with more, 3 GB of heap are short")
  private int keptSpans = 200_000;

  @Option(names = "--rows", defaultValue = "1000000", description = "spans for the bytes")
  private long rows = 1_000_000;

  @Option(
      names = "--peers",
      description = "folder they are fetched to (default: a folder for temporary files)")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"), "clew-bench-peers");

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "clew,zipkin,chdb",
      description = "which to measure")
  private Set<String> only = Set.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PeerFolder peers = new PeerFolder(folder, report::say);
    boolean withClew = only.contains("clew") && server.isPresent();
    if (only.contains("clew") && !withClew) {
      report.say("no " + server.launcher() + ": the peers are measured alone");
    }
    if (only.contains("zipkin")) {
      pairs(peers, withClew);
    }
    if (only.contains("chdb")) {
      bytes(peers, withClew);
    }
    return 0;
  }

  private void pairs(PeerFolder peers, boolean withClew) throws IOException, InterruptedException {
    List<Double> ratios = new ArrayList<>();
    TemplateSet.Plan plan = traffic.plan(Encoding.OTLP);
    for (int pair = 0; pair < pairs; pair++) {
      double clew = withClew ? ingestClew(plan, amount.plan()) : Double.NaN;
      ratios.add(clew / ingestZipkin(plan, peers));
    }
    if (withClew) {
      double[] sorted = ratios.stream().mapToDouble(ratio -> ratio).sorted().toArray();
      report.add(
          new Evidence("ratio")
              .put("of", "spans per CPU-second, Clew to Zipkin")
              .put("pairs", pairs)
              .put("median", sorted[sorted.length / 2])
              .put("min", sorted[0])
              .put("max", sorted[sorted.length - 1])
              .put("each", Arrays.toString(sorted)));
    }
  }

  /// Spans per CPU-second.
  private double ingestClew(TemplateSet.Plan plan, IngestRun.Plan run)
      throws IOException, InterruptedException {
    TemplateSet set = traffic.set(plan, report);
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
                new IngestRun(sent, run).run(clew, each);
              }
            });
    report.say(Summary.ingest(evidence));
    return evidence.number("spansPerCpuSecond");
  }

  private double ingestZipkin(TemplateSet.Plan plan, PeerFolder peers)
      throws IOException, InterruptedException {
    TemplateSet set = traffic.set(plan.in(Encoding.ZIPKIN), report);
    Traffic sent = Traffic.plain(set, traffic.connections(), traffic.connections());
    Evidence evidence =
        report.measure(
            "ingest",
            each -> {
              traffic.tell(set, sent, each);
              each.put("target", "zipkin")
                  .put("protocol", "zipkin-json")
                  .put("keptSpans", keptSpans);
              try (ZipkinServer zipkin = ZipkinServer.start(peers, keptSpans)) {
                new IngestRun(sent, amount.plan()).run(zipkin, each);
              }
            });
    report.say(Summary.ingest(evidence));
    return evidence.number("spansPerCpuSecond");
  }

  private void bytes(PeerFolder peers, boolean withClew) throws IOException, InterruptedException {
    TemplateSet.Plan plan = traffic.plan(Encoding.ROWS);
    TemplateSet set = traffic.set(plan, report);
    Traffic sent = Traffic.plain(set, 1, 1);
    Evidence evidence =
        report.measure(
            "bytes",
            each -> {
              traffic.tell(set, sent, each);
              each.put("target", "chdb").put("protocol", "rows");
              new ClickHouse(peers).run(set, set.bodiesFor(rows), each);
            });
    double peer = evidence.number("diskBytesPerSpan");
    report.say("chdb: %.1f bytes per span".formatted(peer));
    if (withClew) {
      ingestClew(plan.in(Encoding.OTLP), amount.cold(rows));
      double own = report.all().getLast().number("diskBytesPerSpan");
      report.add(
          new Evidence("ratio")
              .put("of", "bytes per span, Clew to ClickHouse")
              .put("median", own / peer));
    }
  }
}
