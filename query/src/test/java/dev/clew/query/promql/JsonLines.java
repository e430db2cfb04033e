package dev.clew.query.promql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Test data of one JSON object a line.
public final class JsonLines {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonLines() {}

  /// The objects of a file; the calling test is skipped when it is absent.
  public static List<JsonNode> of(String file) {
    try {
      List<JsonNode> objects = new ArrayList<>();
      for (String line : Files.readAllLines(TestData.require("promql/" + file))) {
        objects.add(MAPPER.readTree(line));
      }
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
