package dev.clew.pipeline.extension;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.config.Section;
import java.util.List;

/// Options of the extension `bearertokenauth`.
///
/// @param tokens any of which is accepted, the first of which is sent
/// @param file whose lines count instead of the tokens, read again when it changes; empty for none
public record BearerTokenOptions(String header, String scheme, List<Secret> tokens, String file) {
  /// The type.
  public static final ComponentType<BearerTokenOptions> TYPE =
      ComponentType.extension(
          "bearertokenauth",
          BearerTokenOptions::read,
          "Checks the tokens of senders, and adds one to what is sent.");

  public BearerTokenOptions {
    tokens = List.copyOf(tokens);
  }

  static BearerTokenOptions read(Section section) {
    Secret one = section.secret("token", "The token.");
    List<Secret> several = section.secrets("tokens", "Tokens, any of which is accepted.");
    String file =
        section.text(
            "filename", "", "File of a token, which wins and is read again when it changes.");
    boolean hasOne = one != null && !one.isEmpty();
    if (!hasOne && several.isEmpty() && file.isEmpty()) {
      section.fail("no bearer token provided");
    }
    section.check(
        !hasOne || several.isEmpty(),
        "tokens",
        "either tokens or token should be provided, not both");
    return new BearerTokenOptions(
        section.text("header", "Authorization", "Header that has the token."),
        section.text("scheme", "Bearer", "Word before the token."),
        one == null || !hasOne ? several : List.of(one),
        file);
  }
}
