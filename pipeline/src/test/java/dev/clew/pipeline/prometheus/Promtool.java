package dev.clew.pipeline.prometheus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Prometheus's own reader of pages, from Debian's package `prometheus`.
final class Promtool {
  private static final int ONLY_ADVICE = 3;

  private Promtool() {}

  /// What it says about a page that it cannot read; empty if it can. Skips the test where it is
  /// absent.
  static String complaint(String page) throws IOException, InterruptedException {
    Path tool = null;
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      Path each = Path.of(folder, "promtool");
      tool = tool == null && Files.isExecutable(each) ? each : tool;
    }
    Assumptions.assumeTrue(
        tool != null, "skipped: no promtool on the PATH (Debian's package prometheus has it)");
    Process process =
        new ProcessBuilder(String.valueOf(tool), "check", "metrics")
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(page.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return code == 0 || code == ONLY_ADVICE ? "" : said;
  }
}
