package dev.clew.pipeline.extension;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.Section;

/// Options of the extension `oidc`: checks tokens by who issued them and for whom.
public record OidcOptions(
    String issuerUrl,
    String audience,
    String attribute,
    String usernameClaim,
    String groupsClaim,
    String issuerCaPath) {
  /// The type.
  public static final ComponentType<OidcOptions> TYPE =
      ComponentType.extension(
          "oidc", OidcOptions::read, "Checks the tokens of senders by issuer and audience.");

  static OidcOptions read(Section section) {
    return new OidcOptions(
        section.requiredText(
            "issuer_url",
            "no issuer URL provided for the OIDC configuration",
            "Who must have issued a token."),
        section.requiredText(
            "audience", "no audience provided for the OIDC configuration", "For whom it must be."),
        section.text("attribute", "authorization", "Header that has the token."),
        section.text("username_claim", "", "Claim that names the sender; `sub` if empty."),
        section.text("groups_claim", "", "Claim that names its groups."),
        section.text("issuer_ca_path", "", "Certificates (PEM) that the issuer is checked by."));
  }
}
