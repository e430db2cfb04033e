package dev.clew.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class EnvironmentDefaultsTest {

  private static String value(Map<String, String> environment, String... arguments) {
    CommandLine serve =
        Clew.commandLine(environment).parseArgs(arguments).subcommand().commandSpec().commandLine();
    OptionSpec option = serve.getCommandSpec().findOption("--seal-rows");
    return String.valueOf(option.<Object>getValue());
  }

  @Test
  void anOptionComesFromTheCommandLineThenTheEnvironmentThenTheDefault() {
    Map<String, String> environment = Map.of("CLEW_SEAL_ROWS", "7");

    assertThat(value(environment, "serve", "--seal-rows", "9")).isEqualTo("9");
    assertThat(value(environment, "serve")).isEqualTo("7");
    assertThat(value(Map.of("CLEW_SEAL_ROWS", " "), "serve")).isEqualTo("250000");
    assertThat(value(Map.of(), "demo")).isEqualTo("250000");
  }

  @Test
  void aWrongValueNamesItsVariable() {
    StringWriter errors = new StringWriter();
    CommandLine line = Clew.commandLine(Map.of("CLEW_SEAL_ROWS", "many"));
    line.setErr(new PrintWriter(errors, true));
    line.getSubcommands().values().forEach(sub -> sub.setErr(new PrintWriter(errors, true)));

    assertThat(line.execute("serve")).isEqualTo(2);
    assertThat(errors.toString()).contains("--seal-rows").contains("CLEW_SEAL_ROWS");
  }
}
