package dev.clew.query.traceql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/// Queries of the test data, one JSON object per line.
final class Cases {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Cases() {}

  /// The objects of a file, or skips the calling test.
  static List<JsonNode> of(String file) {
    try {
      return Files.readAllLines(TestData.require(file)).stream().map(Cases::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The queries of a file that are written in TraceQL.
  static List<String> traceQl(String file) {
    return of(file).stream()
        .filter(line -> line.path("language").asText().equals("traceql"))
        .map(line -> line.path("query").asText())
        .toList();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
