package dev.clew.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew traces`: finds traces by a TraceQL query, or shows one by its id.
@Command(
    name = "traces",
    description = "Find traces by TraceQL, or show one trace with its logs by its id.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TracesCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(
      paramLabel = "QUERY|TRACE",
      description = "As in '{ span.client.address = \"203.0.113.66\" }', or a trace id.")
  private String query = "";

  @Option(
      names = "--http",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:4320",
      description = "The server (${DEFAULT-VALUE}).")
  private String http = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many traces (${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--since",
      paramLabel = "SECONDS",
      defaultValue = "86400",
      description = "How far back to look (${DEFAULT-VALUE}).")
  private long sinceSeconds;

  @ArgGroup private final OutputFormat format = new OutputFormat();
  @Spec private CommandSpec spec;

  TracesCommand() {}

  @Override
  public Integer call() throws IOException {
    ServerClient client = new ServerClient(http);
    return query.matches("[0-9a-fA-F]{16,32}") ? show(client) : find(client);
  }

  private int find(ServerClient client) throws IOException {
    long now = Instant.now().getEpochSecond();
    String answer =
        client.get(
            "/clew/v1/traces?q=%s&limit=%d&start=%d&end=%d"
                .formatted(ServerClient.encoded(query), limit, now - sinceSeconds, now + 60),
            "application/json");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode trace : JSON.readTree(answer).path("traces")) {
      rows.add(TraceLines.summary(trace));
    }
    format.print(spec.commandLine().getOut(), answer, TraceLines.SUMMARY, rows);
    return 0;
  }

  private int show(ServerClient client) throws IOException {
    String answer = client.get("/clew/v1/traces/" + query, "application/json");
    String logs = client.get("/clew/v1/traces/" + query + "/logs", "application/json");
    format.print(
        spec.commandLine().getOut(),
        answer,
        TraceLines.SPAN,
        TraceLines.spans(JSON.readTree(answer), JSON.readTree(logs)));
    return 0;
  }
}
