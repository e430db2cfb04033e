package dev.clew.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ValidateCommandTest {
  private static final String SOUND =
      """
      receivers: {otlp: {protocols: {grpc: {endpoint: "localhost:${env:PORT}"}}}}
      exporters: {debug: }
      processors: {batch: {timeout: %s}}
      service: {pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [debug]}}}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aSoundFileIsValid() throws IOException {
    assertThat(run("validate", file(SOUND.formatted("1s")))).isZero();
    assertThat(out.toString()).startsWith("valid: 1 pipelines, 0 warnings");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aWarningFailsOnlyWhereAsked() throws IOException {
    String file = file(SOUND.formatted("10"));

    assertThat(run("validate", file)).isZero();
    assertThat(out.toString()).contains("W5: processors::batch: 'timeout' is a bare integer");
    assertThat(run("validate", "--strict", file)).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsToldWithItsLine() throws IOException {
    String file = file("receivers: {otlp: }\nexporters:\n  debug: {verbose: 1}\n");

    assertThat(run("validate", file)).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "'exporters' error reading configuration for \"debug\": '' has invalid keys: verbose")
        .contains("config.yaml:3:11");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void settingsAndLaterFilesCount() throws IOException {
    String file = file(SOUND.formatted("1s"));

    assertThat(run("validate", file, "--set", "processors.batch.timeout=-1s")).isEqualTo(1);
    assertThat(err.toString()).contains("timeout must be greater or equal to 0");
    assertThat(run("validate", "--config", file, "--config", "yaml:processors::batch::timeout: 1d"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("time: unknown unit \"d\" in duration \"1d\"");
  }

  @Test
  void anUnknownFeatureGateIsRefused() throws IOException {
    assertThat(run("validate", file(SOUND.formatted("1s")), "--feature-gates", "+x")).isEqualTo(1);
    assertThat(err.toString()).contains("no such feature gate \"x\"");
  }

  @Test
  void leftOutComponentsAreNotRefused() throws IOException {
    String file = file(SOUND.formatted("1s") + "extensions: {zpages: }\n");

    assertThat(run("validate", file)).isEqualTo(1);
    assertThat(run("validate", file, "--lenient", "zpages")).isZero();
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), text).toString();
  }

  private int run(String... arguments) {
    CommandLine line = Clew.commandLine(Map.of("PORT", "4317"));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
