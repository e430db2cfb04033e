package dev.clew.server.http.send;

import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.extension.BasicAuthOptions;
import dev.clew.pipeline.extension.BearerTokenOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;

/// The header that says who sends.
interface Credentials {
  /// Name of the header.
  String header();

  /// Its value at this moment.
  String value();

  /// A name and a password.
  static Credentials basic(BasicAuthOptions.Client client) {
    String pair = client.username() + ":" + client.password().reveal();
    String value =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new Fixed("Authorization", value);
  }

  /// A token, from a file if one is named.
  static Credentials bearer(BearerTokenOptions options) {
    String prefix = options.scheme().isEmpty() ? "" : options.scheme() + " ";
    if (options.file().isEmpty()) {
      Secret token = options.tokens().getFirst();
      return new Fixed(options.header(), prefix + token.reveal());
    }
    return new FromFile(options.header(), prefix, Path.of(options.file()));
  }

  /// A value that stays.
  record Fixed(String header, String value) implements Credentials {
    @Override
    public String toString() {
      return header + ": [REDACTED]";
    }
  }

  /// The first line of a file, read again when it changes.
  final class FromFile implements Credentials {
    private final String header;
    private final String prefix;
    private final Path file;
    private FileTime read = FileTime.fromMillis(0);
    private String value = "";

    FromFile(String header, String prefix, Path file) {
      this.header = header;
      this.prefix = prefix;
      this.file = file;
    }

    @Override
    public String header() {
      return header;
    }

    /// What was read last if the file cannot be read now.
    @Override
    public synchronized String value() {
      try {
        FileTime changed = Files.getLastModifiedTime(file);
        if (!changed.equals(read)) {
          value = prefix + Files.readString(file).lines().findFirst().orElse("").strip();
          read = changed;
        }
      } catch (IOException _) {
        return value;
      }
      return value;
    }
  }
}
