package dev.clew.pipeline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Makes one tree of several: maps merge deeply, all else replaces what came before, null included.
final class Merge {
  private static final Pattern APPENDED =
      Pattern.compile("service::extensions|service::(?:.*::)?(?:receivers|exporters)");

  private final boolean appendsLists;

  /// @param appendsLists whether the lists of extensions, receivers and exporters of the service
  ///   are appended to, without what they have already
  Merge(boolean appendsLists) {
    this.appendsLists = appendsLists;
  }

  Node.Mapping merge(Node.Mapping first, Node.Mapping second) {
    return merge(first, second, "");
  }

  private Node.Mapping merge(Node.Mapping first, Node.Mapping second, String path) {
    Map<String, Node.Entry> merged = new LinkedHashMap<>(first.entries());
    second
        .entries()
        .forEach((key, entry) -> {
          Node.Entry before = merged.get(key);
          merged.put(key, before == null ? entry : merge(before, entry, path + key));
        });
    return new Node.Mapping(merged, first.position());
  }

  private Node.Entry merge(Node.Entry before, Node.Entry entry, String path) {
    if (before.node() instanceof Node.Mapping old && entry.node() instanceof Node.Mapping added) {
      return new Node.Entry(before.keyPosition(), merge(old, added, path + "::"));
    }
    if (appendsLists
        && before.node() instanceof Node.Sequence old
        && entry.node() instanceof Node.Sequence added
        && APPENDED.matcher(path).matches()) {
      return new Node.Entry(entry.keyPosition(), append(old, added));
    }
    return entry;
  }

  private static Node append(Node.Sequence first, Node.Sequence second) {
    List<Node> items = new ArrayList<>(first.items());
    List<Value> known = new ArrayList<>(first.items().stream().map(Node::value).toList());
    for (Node item : second.items()) {
      if (!known.contains(item.value())) {
        known.add(item.value());
        items.add(item);
      }
    }
    return new Node.Sequence(items, second.position());
  }

  /// Keys such as `a::b` as maps within maps.
  Node.Mapping unflatten(Node.Mapping mapping) {
    Node.Mapping unflat = Node.Mapping.empty(mapping.position());
    for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
      Position at = entry.getValue().keyPosition();
      Node value =
          entry.getValue().node() instanceof Node.Mapping inner
              ? unflatten(inner)
              : entry.getValue().node();
      List<String> keys = List.of(entry.getKey().split("::", -1));
      for (String key : keys.reversed()) {
        value = new Node.Mapping(Map.of(key, new Node.Entry(at, value)), at);
      }
      unflat = merge(unflat, (Node.Mapping) value);
    }
    return unflat;
  }
}
