package dev.clew.pipeline.config;

import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads fixtures into plain values.
public final class Fixtures {
  /// A file or folder of the Collector's own repository.
  public static Path collector(String relative) {
    return TestData.require("collector/opentelemetry-collector").resolve(relative);
  }

  private Fixtures() {}

  public static Providers.Web noWeb() {
    return address -> {
      throw new IOException("no access to the web");
    };
  }

  public static Value yaml(Path file) throws IOException {
    return Yaml.read(Files.readString(file), file.getFileName().toString()).value();
  }

  public static Map<String, Value> map(Value value) {
    return value instanceof Value.Mapping(Map<String, Value> entries) ? entries : Map.of();
  }

  public static List<Value> list(Value value) {
    return value instanceof Value.Sequence(List<Value> items) ? items : List.of();
  }

  public static Value entry(Value map, String key) {
    return map(map).getOrDefault(key, new Value.Nothing());
  }

  public static String text(Value value) {
    return value instanceof Value.Text(String text) ? text : value.print();
  }
}
