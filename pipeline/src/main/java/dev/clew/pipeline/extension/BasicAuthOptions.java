package dev.clew.pipeline.extension;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.config.Section;
import org.jspecify.annotations.Nullable;

/// Options of the extension `basicauth`: names and passwords, to be checked or to be sent.
///
/// @param inline lines of an htpasswd file, for a receiver; null if there are none
/// @param file htpasswd file, for a receiver; empty if there is none
/// @param client what an exporter sends; null for none
public record BasicAuthOptions(@Nullable Secret inline, String file, @Nullable Client client) {
  /// The type.
  public static final ComponentType<BasicAuthOptions> TYPE =
      ComponentType.extension(
          "basicauth",
          BasicAuthOptions::read,
          "Checks the names and passwords of senders, or adds one to what is sent.");

  /// A name and its password.
  public record Client(String username, Secret password) {}

  static BasicAuthOptions read(Section section) {
    BasicAuthOptions server =
        section.optionalSection(
            "htpasswd",
            inner ->
                new BasicAuthOptions(
                    inner.secret(
                        "inline", "Lines of an htpasswd file; they come before the file's."),
                    inner.text("file", "", "An htpasswd file."),
                    null),
            "What a receiver checks.");
    Client client =
        section.optionalSection("client_auth", BasicAuthOptions::client, "What an exporter sends.");
    if (server == null && client == null) {
      section.fail("no credential source provided");
    }
    section.check(
        server == null || client == null,
        "client_auth",
        "only one of `htpasswd` or `client_auth` can be specified");
    return new BasicAuthOptions(
        server == null ? null : server.inline, server == null ? "" : server.file, client);
  }

  private static Client client(Section section) {
    Secret password = section.secret("password", "Password.");
    section.withoutEffect("username_file", "Accepted without effect.");
    section.withoutEffect("password_file", "Accepted without effect.");
    return new Client(
        section.text("username", "", "Name."), password == null ? new Secret("") : password);
  }
}
