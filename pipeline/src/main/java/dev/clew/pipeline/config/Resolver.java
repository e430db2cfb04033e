package dev.clew.pipeline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes configurations from where they are, merges them and expands their references.
public final class Resolver {
  private static final Pattern LOCATION =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

  private final Providers providers;
  private final Merge merge;

  /// @param appendsLists what the gate `confmap.enableMergeAppendOption` switches on
  public Resolver(Providers providers, boolean appendsLists) {
    this.providers = providers;
    this.merge = new Merge(appendsLists);
  }

  /// One tree of all.
  ///
  /// @param locations paths or locations such as `file:a.yaml`, `env:CONFIG`, `yaml:a::b: c`
  /// @param settings such as `a.b=c`, which come last
  /// @throws ConfigException if there is none
  public Node.Mapping resolve(List<String> locations, List<String> settings, Problems problems) {
    List<Node.Mapping> parts = new ArrayList<>();
    for (String location : locations) {
      parts.add(part(location, Position.of("--config"), problems));
    }
    for (String setting : settings) {
      parts.add(setting(setting, problems));
    }
    Node.Mapping all =
        Node.Mapping.empty(parts.isEmpty() ? Position.of("") : parts.getFirst().position());
    for (Node.Mapping part : parts) {
      all = merge.merge(all, merge.unflatten(part));
    }
    return expanded(all, problems);
  }

  private Node.Mapping expanded(Node.Mapping tree, Problems problems) {
    Expansion expansion = new Expansion(providers, problems);
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    tree.entries()
        .forEach((key, entry) ->
            entries.put(key, new Node.Entry(entry.keyPosition(), expansion.expand(entry.node()))));
    return new Node.Mapping(entries, tree.position());
  }

  private Node.Mapping part(String location, Position at, Problems problems) {
    Matcher matcher = LOCATION.matcher(location);
    Providers.Fetched fetched =
        matcher.matches()
            ? providers.fetch(matcher.group(1), matcher.group(2), at, problems)
            : providers.fetch("file", location, at, problems);
    Node root = Yaml.read(fetched.text(), fetched.origin().source());
    return switch (root) {
      case Node.Mapping mapping -> mapping;
      case Node other when other.isNothing() -> Node.Mapping.empty(other.position());
      case Node other ->
          throw new ConfigException(
              "retrieved value (type=%s) cannot be used as a Conf"
                  .formatted(other.value().typeName()),
              other.position());
    };
  }

  private Node.Mapping setting(String setting, Problems problems) {
    int split = setting.indexOf('=');
    Position at = Position.of("--set " + (split < 0 ? setting : setting.substring(0, split)));
    if (split < 0) {
      throw new ConfigException("missing equal sign for set flag", at);
    }
    String key = setting.substring(0, split).strip().replace(".", "::");
    return part("yaml:" + key + ": " + setting.substring(split + 1), at, problems);
  }
}
