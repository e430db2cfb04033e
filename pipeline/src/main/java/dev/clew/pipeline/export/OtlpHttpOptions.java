package dev.clew.pipeline.export;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.net.HttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Options of the exporter `otlp_http`.
///
/// @param addresses where each signal goes; none for a signal that the file gives none
public record OtlpHttpOptions(
    Map<Signal, URI> addresses, boolean isJson, HttpClient client, Delivery delivery) {
  /// The type.
  public static final ComponentType<OtlpHttpOptions> TYPE =
      ComponentType.of(
              Kind.EXPORTER,
              "otlp_http",
              ComponentType.allSignals(),
              OtlpHttpOptions::read,
              "Sends OTLP over HTTP.")
          .called("otlphttp");

  public OtlpHttpOptions {
    addresses = Map.copyOf(addresses);
  }

  static OtlpHttpOptions read(Section section) {
    String endpoint =
        section.text("endpoint", "", "Address that `/v1/traces` and the like are appended to.");
    Map<Signal, URI> addresses = new EnumMap<>(Signal.class);
    address(section, addresses, Signal.TRACES, "traces", endpoint);
    address(section, addresses, Signal.METRICS, "metrics", endpoint);
    address(section, addresses, Signal.LOGS, "logs", endpoint);
    section.withoutEffect("profiles_endpoint", "Accepted without effect.");
    section.check(
        !addresses.isEmpty() || !endpoint.isEmpty(),
        "endpoint",
        "at least one endpoint must be specified");
    Map<String, Boolean> encodings = new LinkedHashMap<>();
    encodings.put("proto", false);
    encodings.put("json", true);
    boolean isJson =
        section.choice(
            "encoding", encodings, "proto", word -> "invalid encoding type: " + word, "Encoding.");
    return new OtlpHttpOptions(
        addresses,
        isJson,
        HttpClient.read(section),
        Delivery.read(section, Duration.ofSeconds(30)));
  }

  private static void address(
      Section section, Map<Signal, URI> addresses, Signal signal, String word, String endpoint) {
    String own = section.text(word + "_endpoint", "", "Address for " + word + " alone.");
    String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    String text = !own.isEmpty() ? own : base.isEmpty() ? "" : base + "/v1/" + word;
    if (text.isEmpty()) {
      return;
    }
    String key = own.isEmpty() ? "endpoint" : word + "_endpoint";
    try {
      URI address = URI.create(text);
      boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (isWeb && address.getHost() != null) {
        addresses.put(signal, address);
      } else {
        section.fail(key, key + " must be a valid URL");
      }
    } catch (IllegalArgumentException _) {
      section.fail(key, key + " must be a valid URL");
    }
  }
}
