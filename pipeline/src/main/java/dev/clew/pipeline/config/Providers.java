package dev.clew.pipeline.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// Where the text of references and configurations comes from.
///
/// @param environment variables
/// @param folder that relative paths start from
/// @param web fetches what stands at an address
public record Providers(Map<String, String> environment, Path folder, Web web) {
  private static final int MAX_BYTES = 4 << 20;
  private static final String NAME = "^[a-zA-Z_][a-zA-Z0-9_]*$";
  private static final Pattern NAMES = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /// Fetches a text over HTTP.
  public interface Web {
    String fetch(URI address) throws IOException;
  }

  public Providers {
    environment = Map.copyOf(environment);
  }

  /// Of this process, without the web.
  public static Providers local(Map<String, String> environment) {
    return new Providers(
        environment,
        Path.of(""),
        address -> {
          throw new IOException("no access to the web");
        });
  }

  /// The text of a location such as `env:NAME`.
  ///
  /// @param at where the reference stands
  Fetched fetch(String scheme, String opaque, Position at, Problems problems) {
    return switch (scheme) {
      case "env" -> new Fetched(variable(opaque, at, problems), at, false);
      case "yaml" -> new Fetched(opaque, at, false);
      case "file" -> file(opaque, at);
      case "http", "https" -> web(scheme + ":" + opaque, at);
      default ->
          throw new ConfigException(
              "scheme \"%s\" is not supported for uri \"%s:%s\"".formatted(scheme, scheme, opaque),
              at);
    };
  }

  private String variable(String opaque, Position at, Problems problems) {
    int split = opaque.indexOf(":-");
    String name = split < 0 ? opaque : opaque.substring(0, split);
    if (!NAMES.matcher(name).matches()) {
      throw new ConfigException(
          "environment variable \"%s\" has invalid name: must match regex %s".formatted(name, NAME),
          at);
    }
    String value = environment.get(name);
    if (value != null) {
      if (value.isEmpty()) {
        problems.note("Configuration references empty environment variable: " + name, at);
      }
      return value;
    }
    if (split >= 0) {
      return opaque.substring(split + 2);
    }
    problems.warn("W6", "Configuration references unset environment variable: " + name, at);
    return "";
  }

  private Fetched file(String opaque, Position at) {
    try (InputStream in = Files.newInputStream(folder.resolve(opaque))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ConfigException("the file %s is too large".formatted(opaque), at);
      }
      return new Fetched(new String(bytes, StandardCharsets.UTF_8), Position.of(opaque), true);
    } catch (NoSuchFileException absent) {
      throw new ConfigException(
          "unable to read the file file:%s: open %s: no such file or directory"
              .formatted(opaque, opaque),
          at);
    } catch (IOException failure) {
      throw new ConfigException(
          "unable to read the file file:%s: %s".formatted(opaque, failure.getMessage()), at);
    }
  }

  private Fetched web(String address, Position at) {
    try {
      String text = web.fetch(URI.create(address));
      return new Fetched(text, Position.of(address), true);
    } catch (IOException | IllegalArgumentException failure) {
      throw new ConfigException(
          "unable to download the file via HTTP GET for uri \"%s\": %s"
              .formatted(address, failure.getMessage()),
          at);
    }
  }

  /// A text and its place.
  ///
  /// @param hasLines whether places inside the text are worth telling; else `origin` is the place
  ///   of all of it
  record Fetched(String text, Position origin, boolean hasLines) {
    /// The text as YAML, or as it is if it is a text or no YAML.
    Node node() {
      Node node;
      try {
        node = Yaml.read(text, origin.source());
      } catch (ConfigException _) {
        return new Node.Scalar(new Value.Text(text), origin);
      }
      if (node.value() instanceof Value.Text) {
        return new Node.Scalar(new Value.Text(text), origin);
      }
      return hasLines ? node : at(node, origin);
    }
  }

  private static Node at(Node node, Position position) {
    return switch (node) {
      case Node.Scalar(Value value, _) -> new Node.Scalar(value, position);
      case Node.Sequence sequence ->
          new Node.Sequence(
              sequence.items().stream().map(item -> at(item, position)).toList(), position);
      case Node.Mapping mapping ->
          mapping.map(entry -> new Node.Entry(position, at(entry.node(), position)), position);
      case Node.Expanded(Node inner, String original) ->
          new Node.Expanded(at(inner, position), original);
    };
  }
}
