package dev.clew.pipeline.prometheus;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.GoDuration;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.net.HttpServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Options of the exporter `prometheus`.
///
/// @param server where the page is offered, at `/metrics`
public record PrometheusConfig(HttpServer server, PageOptions page) {
  /// The type.
  public static final ComponentType<PrometheusConfig> TYPE =
      ComponentType.of(
          Kind.EXPORTER,
          "prometheus",
          Set.of(Signal.METRICS),
          PrometheusConfig::read,
          "Offers the last point of every series to Prometheus.");

  static PrometheusConfig read(Section section) {
    HttpServer server = HttpServer.read(section, "localhost:8889");
    String namespace = section.text("namespace", "", "Text before the names of metrics.");
    Map<String, String> labels = section.textMap("const_labels", "Labels of every line.");
    boolean sendsTimes =
        section.flag("send_timestamps", false, "Whether lines bear the time of their points.");
    Duration expiry =
        section.duration(
            "metric_expiration",
            Duration.ofMinutes(5),
            "Time without new points after which a series goes.");
    section.check(
        !expiry.isNegative() && !expiry.isZero(),
        "metric_expiration",
        "invalid metric_expiration: %s, the duration should be positive"
            .formatted(GoDuration.print(expiry)));
    boolean hasResourceLabels =
        section.section(
            "resource_to_telemetry_conversion",
            PrometheusConfig::conversion,
            "Attributes of resources as labels.");
    boolean isOpen =
        section.flag(
            "enable_open_metrics",
            false,
            "Whether clients that ask for OpenMetrics get it, with exemplars.");
    boolean hasNoScope =
        section.flag(
            "without_scope_info",
            true,
            "Whether name and version of the instrumentation scope are no labels.");
    PageOptions page =
        new PageOptions(
            namespace,
            labels,
            sendsTimes,
            Math.max(1, expiry.toNanos()),
            hasResourceLabels,
            !hasNoScope,
            isOpen,
            translation(section),
            PageOptions.DEFAULT.maxBytes());
    return new PrometheusConfig(server, page);
  }

  private static boolean conversion(Section inner) {
    boolean isOn =
        inner.flag("enabled", false, "Whether all attributes of the resource become labels.");
    boolean leavesOutService = inner.flag("exclude_service_attributes", false, "Must be false.");
    inner.check(
        !leavesOutService,
        "exclude_service_attributes",
        "exclude_service_attributes is not supported");
    return isOn;
  }

  private static Translation translation(Section section) {
    boolean hasSuffixes =
        section.flag("add_metric_suffixes", true, "Whether unit and kind are appended to names.");
    Map<String, Translation> words = new LinkedHashMap<>();
    words.put("UnderscoreEscapingWithSuffixes", Translation.UNDERSCORE_WITH_SUFFIXES);
    words.put("UnderscoreEscapingWithoutSuffixes", Translation.UNDERSCORE_WITHOUT_SUFFIXES);
    words.put("NoUTF8EscapingWithSuffixes", Translation.UTF8_WITH_SUFFIXES);
    words.put("NoTranslation", Translation.NONE);
    Translation chosen =
        section.choice(
            "translation_strategy",
            words,
            "UnderscoreEscapingWithSuffixes",
            "invalid translation_strategy \"%s\""::formatted,
            "How names of OpenTelemetry become names of Prometheus; goes before `add_metric_suffixes`.");
    return section.isSet("translation_strategy") || hasSuffixes
        ? chosen
        : Translation.UNDERSCORE_WITHOUT_SUFFIXES;
  }
}
