package dev.clew.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.bench.FakeClew;
import dev.clew.bench.load.Compression;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.target.ClewServer;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.Shape;
import dev.clew.bench.template.TemplateSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestRunTest {
  @TempDir private Path folder;

  @Test
  void theLineOfEvidenceHoldsWhatTheMethodAsksFor() throws Exception {
    TemplateSet set =
        TemplateSet.of(
            new TemplateSet.Plan(Shape.CANON, Encoding.OTLP, null, 1, 100_000, 0, 100_000));
    ClewServer.Plan server =
        new ClewServer.Plan(
            FakeClew.launcher(), folder.resolve("data"), List.of(), false, Compression.NONE);
    IngestRun.Plan plan =
        new IngestRun.Plan(
            2_000, Duration.ofSeconds(20), 8_000, Duration.ofSeconds(20), Duration.ofSeconds(20));
    Evidence evidence = new Evidence("ingest");

    try (ClewServer clew = ClewServer.start(server)) {
      new IngestRun(Traffic.plain(set, 2, 2), plan).run(clew, evidence);
    }

    JsonNode line = new ObjectMapper().readTree(evidence.json());
    assertThat(evidence.json()).doesNotContain("\n");
    assertThat(line.path("spans").asLong()).isEqualTo(8_000);
    assertThat(line.path("warmUpSpans").asLong()).isEqualTo(2_000);
    assertThat(line.path("storedSpans").asLong()).isEqualTo(10_000);
    assertThat(line.path("lossCheck").asText()).isEqualTo("passed");
    assertThat(line.path("isSettled").asBoolean()).isTrue();
    assertThat(line.path("diskBytesPerSpan").asDouble()).isEqualTo(8);
    assertThat(line.path("flags").toString()).contains("-XX:TieredStopAtLevel=1");
    for (String number :
        List.of(
            "serverCpuSeconds",
            "cpuSecondsPerMillion",
            "spansPerCpuSecond",
            "spansPerSecond",
            "generatorCpuSeconds",
            "generatorCpuPerMillion",
            "generatorShare",
            "rssPeakBytes",
            "rssAnonymousPeakBytes",
            "rssFilePeakBytes",
            "ackP50Millis",
            "ackP99Millis",
            "ackP999Millis",
            "bytesSent",
            "requests")) {
      assertThat(line.path(number).asDouble()).as(number).isPositive();
    }
    assertThat(line.fieldNames())
        .toIterable()
        .contains(
            "refusedSpans",
            "timedOutSpans",
            "refusals",
            "loadAverageBefore",
            "stealSeconds",
            "logBytes",
            "isGeneratorCheap");
  }
}
