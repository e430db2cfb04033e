package dev.clew.pipeline.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One map of a configuration, read key by key.
///
/// Reading declares: the same code decodes, finds keys that nobody asked for, and writes the
/// reference. So a reader asks for **every key it knows, whatever the others say**, and it must
/// cope with an empty section, which is what it gets when the reference is made. A key that is
/// absent or null has its default.
///
/// What is wrong is noted and reading goes on with the default, so that one run tells all; what a
/// reader returns counts only if nothing was noted. After `decoding` problems (wrong types, unknown
/// keys) come the `validation` ones of [#fail], of which the first of a component is told.
public final class Section {
  private final Node.Mapping map;
  private final String path;
  private final Problems problems;
  private final Decoder decoder;
  private final @Nullable Manual manual;
  private final Set<String> asked = new HashSet<>();

  private Section(Node.Mapping map, String path, Problems problems, @Nullable Manual manual) {
    this.map = map;
    this.path = path;
    this.problems = problems;
    this.decoder = new Decoder(problems);
    this.manual = manual;
  }

  /// Reads a map and tells the keys that the reader did not ask for.
  ///
  /// @param path how messages call the map; empty for a component's own
  static <T> T read(Node.Mapping map, String path, Function<Section, T> reader, Problems problems) {
    Section section = new Section(map, path, problems, null);
    T value = reader.apply(section);
    section.refuseUnknown();
    return value;
  }

  /// What a reader asks for, in its order.
  public static List<KeyDoc> describe(Function<Section, ?> reader) {
    List<KeyDoc> keys = new ArrayList<>();
    Node.Mapping nothing = Node.Mapping.empty(Position.of("reference"));
    var _ = reader.apply(new Section(nothing, "", new Problems(), new Manual("", keys)));
    return List.copyOf(keys);
  }

  private void refuseUnknown() {
    List<String> unknown =
        map.entries().keySet().stream().filter(key -> !asked.contains(key)).sorted().toList();
    if (!unknown.isEmpty()) {
      String message = "'%s' has invalid keys: %s".formatted(path, String.join(", ", unknown));
      problems.add(Problem.decoding(message, position(unknown.getFirst())));
    }
  }

  /// A text, or null.
  public @Nullable String text(String key, String doc) {
    return find(key, "text", "", doc, decoder::text);
  }

  public String text(String key, String orElse, String doc) {
    return get(key, "text", orElse, orElse, doc, decoder::text);
  }

  /// A text that must be there and not be empty; the refusal is upstream's sentence.
  public String requiredText(String key, String refusal, String doc) {
    String text = find(key, "text, required", "", doc, decoder::text);
    if (text == null || text.isEmpty()) {
      fail(key, refusal);
    }
    return text == null ? "" : text;
  }

  /// A text that is never printed, or null.
  public @Nullable Secret secret(String key, String doc) {
    return find(key, "secret text", "", doc, decoder::secret);
  }

  public boolean flag(String key, boolean orElse, String doc) {
    return get(key, "true or false", orElse, Boolean.toString(orElse), doc, decoder::flag);
  }

  /// An integer, or null.
  public @Nullable Long integer(String key, String doc) {
    return find(key, "integer", "", doc, decoder::integer);
  }

  public long integer(String key, long orElse, String doc) {
    return get(key, "integer", orElse, Long.toString(orElse), doc, decoder::integer);
  }

  /// A number, or null.
  public @Nullable Double number(String key, String doc) {
    return find(key, "number", "", doc, decoder::number);
  }

  public double number(String key, double orElse, String doc) {
    return get(key, "number", orElse, new Value.Fraction(orElse).print(), doc, decoder::number);
  }

  /// A duration, or null.
  public @Nullable Duration duration(String key, String doc) {
    return find(key, "duration", "", doc, decoder::duration);
  }

  public Duration duration(String key, Duration orElse, String doc) {
    return get(key, "duration", orElse, GoDuration.print(orElse), doc, decoder::duration);
  }

  /// One of some words.
  ///
  /// @param words what may stand there and what it means
  /// @param orElse word of the default
  /// @param refusal upstream's sentence about another word
  public <E> E choice(
      String key, Map<String, E> words, String orElse, UnaryOperator<String> refusal, String doc) {
    String type =
        words.keySet().stream()
            .sorted()
            .map(word -> "`" + word + "`")
            .collect(Collectors.joining(", "));
    String word = get(key, type, orElse, orElse, doc, decoder::text);
    E chosen = words.get(word);
    if (chosen != null) {
      return chosen;
    }
    fail(key, refusal.apply(word));
    E standard = words.get(orElse);
    if (standard == null) {
      throw new IllegalArgumentException(orElse + " is no word of " + words.keySet());
    }
    return standard;
  }

  /// A value of any type as it is, or null.
  public @Nullable Value any(String key, String doc) {
    return find(key, "any value", "", doc, decoder::any);
  }

  /// Texts; one text is split at its commas.
  public List<String> texts(String key, List<String> orElse, String doc) {
    return list(key, "list of text", orElse, orElse.toString(), doc, decoder::text);
  }

  public List<Long> integers(String key, List<Long> orElse, String doc) {
    return list(key, "list of integers", orElse, orElse.toString(), doc, decoder::integer);
  }

  public List<Double> numbers(String key, List<Double> orElse, String doc) {
    return list(key, "list of numbers", orElse, orElse.toString(), doc, decoder::number);
  }

  public List<Duration> durations(String key, List<Duration> orElse, String doc) {
    String printed = orElse.stream().map(GoDuration::print).toList().toString();
    return list(key, "list of durations", orElse, printed, doc, decoder::duration);
  }

  public List<Secret> secrets(String key, String doc) {
    return list(key, "list of secret text", List.of(), "[]", doc, decoder::secret);
  }

  public List<Value> values(String key, String doc) {
    return list(key, "list of any values", List.of(), "[]", doc, decoder::any);
  }

  /// Texts by keys of free choice, in the order of the file.
  public Map<String, String> textMap(String key, String doc) {
    return get(
        key,
        "map of text",
        Map.of(),
        "{}",
        doc,
        (node, at) -> decoder.map(node, at, decoder::text));
  }

  /// Secrets by keys of free choice, in the order of the file.
  public Map<String, Secret> secretMap(String key, String doc) {
    return get(
        key,
        "map of secret text",
        Map.of(),
        "{}",
        doc,
        (node, at) -> decoder.map(node, at, decoder::secret));
  }

  /// A map with keys of its own; where it is absent or null its defaults count.
  public <T> T section(String key, Function<Section, T> reader, String doc) {
    declare(key, "map", "", doc);
    T described = child(key, reader);
    if (described != null) {
      return described;
    }
    Node node = present(key);
    Node.Mapping found = node == null ? null : decoder.mapping(node, pathOf(key));
    return read(
        found == null ? Node.Mapping.empty(position(key)) : found, pathOf(key), reader, problems);
  }

  /// A map that switches something on, even if it is empty or null; null where it is absent.
  public <T> @Nullable T optionalSection(String key, Function<Section, T> reader, String doc) {
    declare(key, "map, off if absent", "", doc);
    if (manual != null) {
      child(key, reader);
      return null;
    }
    if (!has(key)) {
      return null;
    }
    return section(key, reader, doc);
  }

  /// A list of maps.
  public <T> List<T> sections(String key, Function<Section, T> reader, String doc) {
    return sections(key, "", reader, doc);
  }

  /// A list of maps.
  ///
  /// @param shorthand if not empty, an item that is a text stands for a map in which this key holds
  ///   a list of only that text
  public <T> List<T> sections(
      String key, String shorthand, Function<Section, T> reader, String doc) {
    declare(key, "list of maps", "", doc);
    child(key + "[]", reader);
    Node node = present(key);
    List<T> items =
        node == null
            ? null
            : decoder.list(node, pathOf(key), (item, at) -> item(item, at, shorthand, reader));
    return items == null ? List.of() : items;
  }

  private <T> @Nullable T item(
      Node node, String at, String shorthand, Function<Section, T> reader) {
    Node inner = Decoder.inner(node);
    if (!shorthand.isEmpty() && inner.value() instanceof Value.Text) {
      Position position = node.position();
      Node only = new Node.Sequence(List.of(node), position);
      inner = new Node.Mapping(Map.of(shorthand, new Node.Entry(position, only)), position);
    }
    Node.Mapping found = decoder.mapping(inner, at);
    return found == null ? null : read(found, at, reader, problems);
  }

  /// Maps by names of free choice, in the order of the file; null where the key is absent, which
  /// may mean something else than an empty map.
  public <T> @Nullable Map<String, T> named(String key, Function<Section, T> reader, String doc) {
    declare(key, "map of maps", "", doc);
    child(key + ".<name>", reader);
    Node node = has(key) ? entryNode(key) : null;
    return node == null
        ? null
        : decoder.map(node, pathOf(key), (item, at) -> item(item, at, "", reader));
  }

  /// Nodes by names of free choice, to be read by those whom the names call.
  public Map<String, Node.Entry> nodes(String key, String doc) {
    declare(key, "map of components", "", doc);
    Node node = present(key);
    Node.Mapping found = node == null ? null : decoder.mapping(node, pathOf(key));
    return found == null ? Map.of() : found.entries();
  }

  /// The whole map as it is, whatever its keys.
  public Value everything() {
    asked.addAll(map.entries().keySet());
    return map.value();
  }

  /// A key that is accepted though it changes nothing here; its presence is noted.
  public void withoutEffect(String key, String doc) {
    if (any(key, doc) != null) {
      note(key, "\"" + key + "\" is accepted without effect");
    }
  }

  /// Whether the key stands there, be it null.
  public boolean has(String key) {
    return map.entries().containsKey(key);
  }

  /// Whether the key stands there with something behind it.
  public boolean isSet(String key) {
    return present(key) != null;
  }

  /// Place of this section.
  public Position position() {
    return map.position();
  }

  /// Place of a key, or of the section if the key is absent.
  public Position position(String key) {
    Node.Entry entry = map.entries().get(key);
    return entry == null ? map.position() : entry.keyPosition();
  }

  /// Place of an item of a list, or of the key.
  public Position position(String key, int index) {
    Node node = present(key);
    return node != null
            && Decoder.inner(node) instanceof Node.Sequence(List<Node> items, _)
            && index < items.size()
        ? items.get(index).position()
        : position(key);
  }

  /// Place of a key within the map behind a key, or of the key.
  public Position position(String key, String name) {
    Node node = present(key);
    Node.Entry entry =
        node != null && Decoder.inner(node) instanceof Node.Mapping inner
            ? inner.entries().get(name)
            : null;
    return entry == null ? position(key) : entry.keyPosition();
  }

  /// Notes that an item of a list cannot be read as what it is meant to be.
  public void malformed(String key, int index, String message) {
    problems.add(Problem.decoding(message, position(key, index)));
  }

  /// Notes that a key within the map behind a key cannot be read as what it is meant to be.
  public void malformed(String key, String name, String message) {
    problems.add(Problem.decoding(message, position(key, name)));
  }

  /// Notes that the options mean nothing, in upstream's words.
  public void fail(String message) {
    problems.add(Problem.validation(message, position()));
  }

  /// Notes it of a key.
  public void fail(String key, String message) {
    problems.add(Problem.validation(message, position(key)));
  }

  /// Notes it of an item of a list.
  public void fail(String key, int index, String message) {
    problems.add(Problem.validation(message, position(key, index)));
  }

  /// Notes the message of a key unless the condition holds.
  public void check(boolean condition, String key, String message) {
    if (!condition) {
      fail(key, message);
    }
  }

  /// Notes that the options are probably not what is meant.
  ///
  /// @param code of the list of warnings, such as `W12`
  public void warn(String code, String key, String message) {
    problems.warn(code, message, position(key));
  }

  /// Notes something to be told once at start, such as that a key has no effect.
  public void note(String key, String message) {
    problems.note(message, position(key));
  }

  private <T> List<T> list(
      String key,
      String type,
      List<T> orElse,
      String printed,
      String doc,
      Decoder.Conversion<T> conversion) {
    return get(key, type, orElse, printed, doc, (node, at) -> decoder.list(node, at, conversion));
  }

  private <T> T get(
      String key,
      String type,
      T orElse,
      String printed,
      String doc,
      Decoder.Conversion<T> conversion) {
    T found = find(key, type, printed, doc, conversion);
    return found == null ? orElse : found;
  }

  private <T> @Nullable T find(
      String key, String type, String printed, String doc, Decoder.Conversion<T> conversion) {
    declare(key, type, printed, doc);
    Node node = present(key);
    return node == null ? null : conversion.of(node, pathOf(key));
  }

  private void declare(String key, String type, String printed, String doc) {
    asked.add(key);
    if (manual != null) {
      manual.add(key, type, printed, doc);
    }
  }

  private <T> @Nullable T child(String key, Function<Section, T> reader) {
    return manual == null
        ? null
        : reader.apply(new Section(map, pathOf(key), problems, manual.of(key)));
  }

  /// The node of a key, unless it is a plain null. An expanded null is there: an unset variable
  /// gives the zero value of the type and not the default.
  private @Nullable Node present(String key) {
    Node node = has(key) ? entryNode(key) : null;
    return node == null || (node.isNothing() && !(node instanceof Node.Expanded)) ? null : node;
  }

  private @Nullable Node entryNode(String key) {
    Node.Entry entry = map.entries().get(key);
    return entry == null ? null : entry.node();
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /// The reference being written.
  private record Manual(String prefix, List<KeyDoc> keys) {
    void add(String key, String type, String orElse, String doc) {
      keys.add(new KeyDoc(prefix + key, type, orElse, doc));
    }

    Manual of(String key) {
      return new Manual(prefix + key + ".", keys);
    }
  }
}
