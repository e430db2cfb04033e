package dev.clew.pipeline.graph;

import dev.clew.pipeline.config.HostPort;
import dev.clew.pipeline.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the service tells about itself.
///
/// @param logLevel the least level that is logged
/// @param metricsLevel how much it counts
/// @param metricsHost where its own metrics are served
/// @param metricsPort 0 if they are served nowhere
public record ServiceTelemetry(
    String logLevel, Level metricsLevel, String metricsHost, int metricsPort) {
  private static final int DEFAULT_PORT = 8_888;

  /// How much is counted.
  public enum Level {
    NONE,
    BASIC,
    NORMAL,
    DETAILED
  }

  private static final String NO_READER =
      "collector telemetry metrics reader should exist when metric level is not none";

  static ServiceTelemetry read(Section section) {
    String logLevel = section.section("logs", ServiceTelemetry::logs, "Logs of Clew itself.");
    Metrics metrics =
        section.section("metrics", ServiceTelemetry::metrics, "Metrics of Clew itself.");
    section.withoutEffect("traces", "Traces of Clew itself; accepted without effect.");
    section.withoutEffect("resource", "Resource of Clew itself; accepted without effect.");
    return new ServiceTelemetry(logLevel, metrics.level(), metrics.host(), metrics.port());
  }

  private static String logs(Section section) {
    String level = section.text("level", "info", "Least level that is logged.");
    for (String key :
        List.of(
            "development",
            "disable_caller",
            "disable_stacktrace",
            "encoding",
            "output_paths",
            "error_output_paths",
            "initial_fields",
            "sampling",
            "processors",
            "disable_zap_resource")) {
      section.withoutEffect(key, "Accepted without effect.");
    }
    return level;
  }

  private static Metrics metrics(Section section) {
    Level level = level(section);
    String address = section.text("address", "Where metrics are served; deprecated for `readers`.");
    boolean hasReaders = section.isSet("readers");
    List<Metrics> readers =
        section.sections("readers", ServiceTelemetry::reader, "Who takes the metrics.");
    section.check(!hasReaders || !readers.isEmpty() || level == Level.NONE, "readers", NO_READER);
    section.withoutEffect("views", "Views of metrics; accepted without effect.");
    section.check(
        !section.isSet("views") || level == Level.DETAILED,
        "views",
        "service::telemetry::metrics::views can only be set when"
            + " service::telemetry::metrics::level is detailed");
    Metrics served = readers.isEmpty() ? Metrics.DEFAULT : readers.getFirst();
    Metrics named = address == null ? served : addressed(section, address);
    return new Metrics(level, named.host(), level == Level.NONE ? 0 : named.port());
  }

  private static Level level(Section section) {
    Map<String, Level> words = new LinkedHashMap<>();
    words.put("none", Level.NONE);
    words.put("basic", Level.BASIC);
    words.put("normal", Level.NORMAL);
    words.put("detailed", Level.DETAILED);
    return section.choice(
        "level", words, "normal", word -> "unknown metrics level \"" + word + "\"", "How much.");
  }

  private static Metrics addressed(Section section, String address) {
    String wrong = HostPort.wrong(address);
    if (wrong != null) {
      section.fail("address", wrong);
      return Metrics.DEFAULT;
    }
    HostPort parsed = HostPort.parse(address);
    return new Metrics(Level.NORMAL, parsed.host(), parsed.port());
  }

  private static Metrics reader(Section section) {
    Metrics served =
        section.optionalSection("pull", ServiceTelemetry::pull, "The metrics are fetched.");
    if (section.any("periodic", "Not supported.") != null) {
      section.fail("periodic", "periodic metric readers are not supported by Clew");
    }
    return served == null ? Metrics.DEFAULT : served;
  }

  private static Metrics pull(Section section) {
    section.withoutEffect("cardinality_limits", "Accepted without effect.");
    return section.section(
        "exporter",
        exporter ->
            exporter.section("prometheus", ServiceTelemetry::prometheus, "The page of metrics."),
        "Where they are fetched from.");
  }

  private static Metrics prometheus(Section section) {
    String host = section.text("host", "localhost", "Host of the page.");
    long port = section.integer("port", DEFAULT_PORT, "Port of the page.");
    section.check(port >= 0 && port <= 65_535, "port", "port %d is out of range".formatted(port));
    for (String key :
        List.of(
            "without_scope_info",
            "without_type_suffix",
            "without_units",
            "with_resource_constant_labels",
            "translation_strategy")) {
      section.withoutEffect(key, "Accepted without effect.");
    }
    return new Metrics(Level.NORMAL, host, (int) port);
  }

  private record Metrics(Level level, String host, int port) {
    static final Metrics DEFAULT = new Metrics(Level.NORMAL, "localhost", DEFAULT_PORT);
  }
}
