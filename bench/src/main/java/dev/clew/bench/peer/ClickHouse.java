package dev.clew.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.target.ChildProcess;
import dev.clew.bench.target.Trees;
import dev.clew.bench.template.Payload;
import dev.clew.bench.template.PayloadSource;
import dev.clew.bench.template.TemplateSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The ClickHouse engine as a library of Node (chdb), given the same spans as JSON rows with the
/// columns, codecs and order of the Collector's ClickHouse exporter.
///
/// It decodes no OTLP, answers no request and syncs no log: its processor time is that of parsing
/// JSON rows and writing parts. The bytes are those of all active parts once they are merged.
public final class ClickHouse {
  private static final String SCRIPT = "clickhouse.js";
  private static final long ROWS_PER_FILE = 250_000;
  private static final Duration LIMIT = Duration.ofMinutes(60);

  private final PeerFolder folder;

  public ClickHouse(PeerFolder folder) {
    this.folder = folder;
  }

  /// Loads spans and merges them into one part.
  ///
  /// @param rows the spans, encoded as rows
  /// @param bodies how many bodies to load
  public void run(TemplateSet rows, long bodies, Evidence evidence)
      throws IOException, InterruptedException {
    Path modules = folder.chdbModules();
    Path work = Files.createTempDirectory(folder.file("chdb-work").getParent(), "chdb-");
    try {
      folder.tell("writing rows");
      List<String> files = write(rows, bodies, work);
      Path script = work.resolve(SCRIPT);
      try (InputStream source = ClickHouse.class.getResourceAsStream(SCRIPT)) {
        if (source == null) {
          throw new IOException("no resource " + SCRIPT);
        }
        Files.copy(source, script);
      }
      folder.tell("loading %,d rows into chdb".formatted(rows.spansBefore(bodies)));
      List<String> command = new ArrayList<>(List.of("node", script.toString()));
      command.add(work.resolve("data").toString());
      command.addAll(files);
      Map<String, String> environment = Map.of("NODE_PATH", modules.toString());
      tell(ChildProcess.run(command, environment, LIMIT), evidence);
    } finally {
      Trees.delete(work);
    }
  }

  private static List<String> write(TemplateSet rows, long bodies, Path work) throws IOException {
    List<String> files = new ArrayList<>();
    PayloadSource source = rows.newSource();
    long sequence = 0;
    while (sequence < bodies) {
      Path file = work.resolve("rows-%04d.jsonl".formatted(files.size()));
      files.add(file.toString());
      long end = Math.min(bodies, rows.bodiesFor(rows.spansBefore(sequence) + ROWS_PER_FILE));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
        for (; sequence < end; sequence++) {
          Payload payload = source.payload(sequence);
          out.write(payload.buffer(), payload.offset(), payload.length());
        }
      }
    }
    return files;
  }

  private static void tell(String printed, Evidence evidence) throws IOException {
    String line = printed.lines().reduce("{}", (_, last) -> last);
    JsonNode result = new ObjectMapper().readTree(line);
    long rows = result.path("rows").asLong();
    double insertSeconds = result.path("insertCpuSeconds").asDouble();
    double mergeSeconds = result.path("mergeCpuSeconds").asDouble();
    evidence
        .put("version", result.path("version").asText())
        .put("spans", rows)
        .put("storedDistinct", result.path("distinct").asLong())
        .put("diskBytes", result.path("bytes").asLong())
        .put("diskBytesPerSpan", result.path("bytes").asDouble() / rows)
        .put("insertCpuSeconds", insertSeconds)
        .put("mergeCpuSeconds", mergeSeconds)
        .put("spansPerCpuSecondInsert", rows / insertSeconds)
        .put("spansPerCpuSecond", rows / (insertSeconds + mergeSeconds))
        .put("largestColumns", result.path("columns").toString());
  }
}
