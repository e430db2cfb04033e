package dev.clew.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew sql`: asks in SQL.
@Command(
    name = "sql",
    description = "Ask in SQL over the tables spans, logs and metric_points (read only).",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SqlCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(
      paramLabel = "SQL",
      description = "As in \"select service, count(*) from spans group by all\".")
  private String sql = "";

  @Option(
      names = "--http",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:4320",
      description = "The server (${DEFAULT-VALUE}).")
  private String http = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10000",
      description = "At most so many rows (${DEFAULT-VALUE}).")
  private int limit;

  @ArgGroup private final OutputFormat format = new OutputFormat();
  @Spec private CommandSpec spec;

  SqlCommand() {}

  @Override
  public Integer call() throws IOException {
    String request = JSON.createObjectNode().put("sql", sql).put("maxRows", limit).toString();
    String answer =
        new ServerClient(http)
            .post("/clew/v1/sql", "application/json", request, "application/json");
    JsonNode root = JSON.readTree(answer);
    List<String> header = new ArrayList<>();
    root.path("columns").forEach(column -> header.add(column.path("name").asText()));
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : root.path("rows")) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.isNull() ? "" : text(cell)));
      rows.add(cells);
    }
    format.print(spec.commandLine().getOut(), answer, header, rows);
    if (root.path("isTruncated").asBoolean()) {
      spec.commandLine().getErr().println("more rows exist: raise --limit");
    }
    return 0;
  }

  private static String text(JsonNode cell) {
    return cell.isValueNode() ? cell.asText() : cell.toString();
  }
}
