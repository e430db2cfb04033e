package dev.clew.bench.command;

import dev.clew.bench.load.CompressedRing;
import dev.clew.bench.load.Compression;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.template.CapturedBodies;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.PayloadSource;
import dev.clew.bench.template.Shape;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Tells what the shapes of load look like and what making them costs.
@Command(
    name = "shapes",
    mixinStandardHelpOptions = true,
    description = "Print size and cost of each shape of load; needs no server.")
public final class ShapesCommand implements Callable<Integer> {
  private static final long SPANS = 2_000_000;

  @Mixin private Report report = new Report();

  @Override
  public Integer call() throws IOException {
    for (Shape shape : Shape.values()) {
      Evidence evidence = new Evidence("shape").put("shape", shape.name());
      for (Encoding encoding : Encoding.values()) {
        TemplateSet set =
            TemplateSet.of(
                new TemplateSet.Plan(
                    shape,
                    encoding,
                    CapturedBodies.folder(),
                    1,
                    100_000,
                    1_760_000_000_000_000_000L,
                    200_000));
        evidence.put("bytesPerSpan" + encoding, set.bytesPerSpan());
        if (encoding == Encoding.OTLP) {
          tell(set, evidence);
        }
      }
      report.add(evidence);
    }
    return 0;
  }

  private static void tell(TemplateSet set, Evidence evidence) {
    evidence
        .put("bodies", set.origin())
        .put("spansPerRequest", (double) set.spans() / set.templates())
        .put("patchNanosPerSpan", patchNanos(set));
    for (Compression compression : new Compression[] {Compression.GZIP, Compression.ZSTD}) {
      CompressedRing ring = new CompressedRing(set, compression, set.templates(), Long.MAX_VALUE);
      evidence.put("bytesPerSpan" + compression, ring.bytesPerSpan());
    }
  }

  /// Processor time of the second two million spans.
  private static double patchNanos(TemplateSet set) {
    PayloadSource source = set.newSource();
    long bodies = set.bodiesFor(SPANS);
    for (long sequence = 0; sequence < bodies; sequence++) {
      source.payload(sequence);
    }
    long start = cpuNanos();
    for (long sequence = bodies; sequence < 2 * bodies; sequence++) {
      source.payload(sequence);
    }
    return (double) (cpuNanos() - start) / set.spansBefore(bodies);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
