package dev.clew.pipeline.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces references such as `${env:PORT}` in the values of a tree, again and again until nothing
/// changes, and then every `$$` by `$`.
///
/// The first `}` of a text closes a reference and the `${` nearest before it opens it, so nested
/// ones resolve from the inside. An odd number of `$` right before it escapes it, and then the
/// whole text stays as it is. What a reference of a whole value stands for keeps its type and its
/// original text; within a longer text the original text is put in.
final class Expansion {
  private static final int MAX_ROUNDS = 1_000;
  private static final int MAX_FETCHES = 20_000;
  private static final int MAX_LENGTH = 4 << 20;
  private static final Pattern LOCATION =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

  private final Providers providers;
  private final Problems problems;
  private int fetches;

  Expansion(Providers providers, Problems problems) {
    this.providers = providers;
    this.problems = problems;
  }

  Node expand(Node node) {
    Node current = node;
    for (int i = 0; i < MAX_ROUNDS; i++) {
      int before = fetches;
      current = once(current);
      if (fetches == before) {
        return unescaped(current);
      }
    }
    throw new ConfigException("too many recursive expansions", node.position());
  }

  private Node once(Node node) {
    return switch (node) {
      case Node.Expanded expanded -> again(expanded);
      case Node.Scalar(Value.Text(String text), Position at)
          when text.contains("${") && text.contains("}") ->
          text(node, text, at);
      case Node.Scalar scalar -> scalar;
      case Node.Sequence(List<Node> items, Position at) ->
          new Node.Sequence(items.stream().map(this::once).toList(), at);
      case Node.Mapping mapping ->
          mapping.map(
              entry -> new Node.Entry(entry.keyPosition(), once(entry.node())), mapping.position());
    };
  }

  /// The value and the original text are expanded both, since it is not known which is wanted.
  private Node again(Node.Expanded expanded) {
    Node value = once(expanded.node());
    if (value instanceof Node.Expanded || value.value() instanceof Value.Text) {
      return value;
    }
    try {
      Value text = new Value.Text(expanded.original());
      return switch (once(new Node.Scalar(text, expanded.position()))) {
        case Node.Expanded(_, String inner) -> new Node.Expanded(value, inner);
        case Node.Scalar(Value.Text(String inner), _) -> new Node.Expanded(value, inner);
        default -> value;
      };
    } catch (ConfigException _) {
      return value;
    }
  }

  private Node text(Node node, String text, Position at) {
    String reference = firstReference(text);
    if (reference == null) {
      return node;
    }
    Providers.Fetched fetched = fetch(reference.substring(2, reference.length() - 1), at);
    if (reference.equals(text)) {
      return new Node.Expanded(fetched.node(), fetched.text());
    }
    String replaced = text.replace(reference, fetched.text());
    if (replaced.length() > MAX_LENGTH) {
      throw new ConfigException("too many recursive expansions", at);
    }
    return new Node.Scalar(new Value.Text(replaced), at);
  }

  private Providers.Fetched fetch(String reference, Position at) {
    fetches++;
    if (fetches > MAX_FETCHES) {
      throw new ConfigException("too many recursive expansions", at);
    }
    String uri = reference.contains(":") ? reference : "env:" + reference;
    Matcher location = LOCATION.matcher(uri);
    if (!location.matches()) {
      throw new ConfigException("invalid uri: \"" + uri + "\"", at);
    }
    if (location.group(2).contains("$")) {
      throw new ConfigException(
          "the uri \"%s\" contains unsupported characters ('$')".formatted(uri), at);
    }
    return providers.fetch(location.group(1), location.group(2), at, problems);
  }

  private static @Nullable String firstReference(String text) {
    int from = 0;
    int close = text.indexOf('}');
    while (close >= 0) {
      int open = text.lastIndexOf("${", close);
      if (open >= from) {
        return dollarsBefore(text, open, from) % 2 == 1 ? null : text.substring(open, close + 1);
      }
      from = close + 1;
      close = text.indexOf('}', from);
    }
    return null;
  }

  private static int dollarsBefore(String text, int end, int from) {
    int at = end;
    while (at > from && text.charAt(at - 1) == '$') {
      at--;
    }
    return end - at;
  }

  private static Node unescaped(Node node) {
    return switch (node) {
      case Node.Scalar(Value.Text(String text), Position at) ->
          new Node.Scalar(new Value.Text(text.replace("$$", "$")), at);
      case Node.Scalar scalar -> scalar;
      case Node.Expanded(Node inner, String original) ->
          new Node.Expanded(unescaped(inner), original.replace("$$", "$"));
      case Node.Sequence(List<Node> items, Position at) ->
          new Node.Sequence(items.stream().map(Expansion::unescaped).toList(), at);
      case Node.Mapping mapping ->
          mapping.map(
              entry -> new Node.Entry(entry.keyPosition(), unescaped(entry.node())),
              mapping.position());
    };
  }
}
