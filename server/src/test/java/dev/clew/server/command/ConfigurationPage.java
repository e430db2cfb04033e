package dev.clew.server.command;

import dev.clew.ingest.Limits;
import dev.clew.ingest.log.LogOptions;
import dev.clew.query.run.SearchLimits;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.receive.ReceiveOptions;
import dev.clew.store.StoreOptions;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The configuration reference, made from the commands, the start script and the records of limits.
final class ConfigurationPage {
  private static final StoreOptions STORE = StoreOptions.forHeap(352L << 20);

  private static final List<String> COMMANDS =
      List.of("serve", "demo", "replay", "traces", "sql", "validate");
  private static final Map<String, String> SCRIPT_VARIABLES =
      Map.of(
          "CLEW_HEAP", "Java heap: its start and, if set, its end; unset it may grow to 352m.",
          "CLEW_DIRECT", "Memory outside the heap for network buffers and the like.",
          "CLEW_JAVA_OPTIONS", "More options for the Java machine.",
          "CLEW_BENCH_HEAP", "Java heap of `clew bench`.");
  private static final String HEAD =
      """
      # Configuration

      This page is made from the code; a test fails when it is out of date. To make it again:

      ```
      CLEW_WRITE_DOCS=1 ./mvnw -q -pl server -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false
      ```

      An option is taken from the command line, else from its environment variable, else it has its default. No `OTEL_*` variable is read.
      """;

  private final Path root;
  private final StringBuilder text = new StringBuilder(HEAD);

  private ConfigurationPage(Path root) {
    this.root = root;
  }

  static String text(Path root) throws IOException {
    ConfigurationPage page = new ConfigurationPage(root);
    CommandLine clew = Clew.commandLine(Map.of());
    for (String command : COMMANDS) {
      page.command(Objects.requireNonNull(clew.getSubcommands().get(command)).getCommandSpec());
    }
    page.script();
    page.limits();
    return page.text.toString();
  }

  private void command(CommandSpec spec) {
    text.append("\n## clew ").append(spec.name()).append("\n\n");
    text.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
    for (PositionalParamSpec argument : spec.positionalParameters()) {
      text.append('`').append(argument.paramLabel()).append("`: ");
      text.append(description(argument.description(), null)).append("\n\n");
    }
    text.append("| Option | Variable | Default | What it is |\n|---|---|---|---|\n");
    for (OptionSpec option : spec.options()) {
      String variable = EnvironmentDefaults.variable(option);
      if (variable != null) {
        String absent = option.arity().max() == 0 ? "off" : value(option.defaultValue());
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        row(
            "`" + option.longestName() + label + "`",
            "`" + variable + "`",
            absent,
            description(option.description(), option.defaultValue()));
      }
    }
  }

  private static String value(@Nullable String text) {
    return text == null || text.equals("_NULL_") ? "none" : "`" + text + "`";
  }

  /// A description without the default, which has a column of its own.
  private static String description(String[] lines, @Nullable String absent) {
    String line = String.join(" ", lines);
    return line.replace(" (default: " + absent + ")", "").replace(" (" + absent + ")", "");
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void script() throws IOException {
    text.append("\n## Variables of the start script\n\n");
    text.append("| Variable | Default | What it is |\n|---|---|---|\n");
    Map<String, String> found = new TreeMap<>();
    Matcher variables =
        Pattern.compile("\\$\\{(CLEW_[A-Z_]+):-([^}]*)}")
            .matcher(Files.readString(root.resolve("clew")));
    while (variables.find()) {
      found.putIfAbsent(variables.group(1), variables.group(2));
    }
    found.forEach((name, absent) ->
        row(
            "`" + name + "`",
            absent.isEmpty() ? "none" : "`" + absent + "`",
            SCRIPT_VARIABLES.getOrDefault(name, "undocumented: add it to ConfigurationPage")));
  }

  private void limits() throws IOException {
    text.append(
        """

        ## Limits

        What has an option above is changed there; the rest is fixed. [limits.md](limits.md) tells what happens beyond them.
        """);
    record("Connections of each listener", ConnectionLimits.DEFAULT, "server");
    record("Receiving", ReceiveOptions.DEFAULT, "server");
    record("Contents of a request", Limits.DEFAULT, "ingest");
    record("The log", LogOptions.defaults(), "ingest");
    record("The store, with the heap of 352 MiB that the launcher gives", STORE, "store");
    record("One search", SearchLimits.DEFAULT, "query");
  }

  private void record(String title, Record limits, String module) throws IOException {
    text.append("\n### ").append(title).append("\n\n");
    text.append("| Limit | Default | What it is |\n|---|---|---|\n");
    Map<String, String> descriptions = descriptions(limits.getClass(), module);
    for (RecordComponent component : limits.getClass().getRecordComponents()) {
      String name = component.getName();
      row("`" + name + "`", amount(limits, component), descriptions.getOrDefault(name, ""));
    }
  }

  private static String amount(Record limits, RecordComponent component) {
    if (component.getName().equals("workers")) {
      return "one for each processor";
    }
    try {
      Object value = component.getAccessor().invoke(limits);
      return switch (value) {
        case Duration duration -> duration(duration);
        case Number number when component.getName().endsWith("Bytes") -> bytes(number.longValue());
        default -> "%,d".formatted(((Number) value).longValue());
      };
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String duration(Duration value) {
    if (value.isZero()) {
      return "0 s";
    }
    if (value.toDays() > 0 && value.equals(Duration.ofDays(value.toDays()))) {
      return value.toDays() + " d";
    }
    return value.toMillis() % 1_000 == 0 ? value.toSeconds() + " s" : value.toMillis() + " ms";
  }

  private static String bytes(long value) {
    List<String> units = List.of("bytes", "KiB", "MiB", "GiB");
    int unit = 0;
    long amount = value;
    while (unit < 3 && amount >= 1_024 && amount % 1_024 == 0) {
      amount /= 1_024;
      unit++;
    }
    return "%,d %s".formatted(amount, units.get(unit));
  }

  /// What the source of a record says of its components.
  private Map<String, String> descriptions(Class<?> type, String module) throws IOException {
    Path source =
        root.resolve(module + "/src/main/java/" + type.getName().replace('.', '/') + ".java");
    String comment = Files.readString(source).split("public record")[0];
    Map<String, String> found = new TreeMap<>();
    Matcher parameters =
        Pattern.compile("/// @param (\\w+) ((?:(?!/// @param)[^@{])*)").matcher(comment);
    while (parameters.find()) {
      String said = parameters.group(2).replaceAll("\\s*///\\s*", " ").strip();
      found.put(
          parameters.group(1),
          said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1) + ".");
    }
    return found;
  }
}
