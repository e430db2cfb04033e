package dev.clew.bench.target;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/// Asks a Clew server in SQL over its API.
public final class HttpSql implements Sql {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/clew/v1/sql";
  private static final int MAX_ROWS = 100_000;

  private final WebClient web;

  public HttpSql(WebClient web) {
    this.web = web;
  }

  /// The answer as it comes: comma-separated values, or why there are none.
  public WebClient.Answer ask(String query) throws IOException, InterruptedException {
    String request = JSON.createObjectNode().put("sql", query).put("maxRows", MAX_ROWS).toString();
    return web.post(PATH, "application/json", "text/csv", request);
  }

  @Override
  public List<List<String>> rows(String query) throws IOException, InterruptedException {
    WebClient.Answer answer = ask(query);
    if (!answer.isOk()) {
      throw new IOException("%d for %s: %s".formatted(answer.status(), query, answer.body()));
    }
    return Csv.rows(answer.body()).stream().skip(1).toList();
  }
}
