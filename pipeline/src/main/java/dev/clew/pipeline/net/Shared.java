package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.config.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys that servers and clients have in common.
final class Shared {
  private Shared() {}

  /// Id of the extension that checks or adds credentials, or null.
  static @Nullable String authenticator(Section section) {
    return section.optionalSection(
        "auth",
        auth -> {
          auth.withoutEffect("request_params", "Accepted without effect.");
          return auth.requiredText(
              "authenticator", "authenticator is missing", "Id of the extension.");
        },
        "Credentials, by an extension.");
  }

  static void noMiddlewares(Section section) {
    List<Value> middlewares = section.values("middlewares", "Not supported; must be empty.");
    section.check(middlewares.isEmpty(), "middlewares", "middlewares are not supported by Clew");
  }

  /// Headers as a map, or as a list of names and values.
  static Map<String, Secret> headers(Section section, String key, String doc) {
    if (!(section.any(key, doc) instanceof Value.Sequence)) {
      return section.secretMap(key, doc);
    }
    Map<String, Secret> headers = new LinkedHashMap<>();
    section
        .sections(
            key,
            header ->
                Map.entry(
                    header.requiredText("name", "name is missing", "Name."),
                    orEmpty(header.secret("value", "Value."))),
            doc)
        .forEach(header -> headers.put(header.getKey(), header.getValue()));
    return headers;
  }

  private static Secret orEmpty(@Nullable Secret secret) {
    return secret == null ? new Secret("") : secret;
  }
}
