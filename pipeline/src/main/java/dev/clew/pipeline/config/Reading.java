package dev.clew.pipeline.config;

import java.util.List;
import java.util.function.Function;

/// What reading a map gave.
///
/// @param value only to be used if [#isSound]
/// @param problems in the order they were found, warnings and notes among them
public record Reading<T>(T value, List<Problem> problems) {
  public Reading {
    problems = List.copyOf(problems);
  }

  /// Reads a map.
  public static <T> Reading<T> of(Node.Mapping map, Function<Section, T> reader) {
    Problems problems = new Problems();
    T value = Section.read(map, "", reader, problems);
    return new Reading<>(value, problems.all());
  }

  /// Reads YAML text, in which no references are expanded; for tests.
  ///
  /// @throws YamlException if it is no YAML or no map
  public static <T> Reading<T> ofYaml(String yaml, Function<Section, T> reader) {
    Node root = Yaml.read(yaml, "inline");
    return switch (root) {
      case Node.Mapping map -> of(map, reader);
      case Node other when other.isNothing() -> of(Node.Mapping.empty(other.position()), reader);
      default -> throw new YamlException("not a map", root.position());
    };
  }

  public boolean isSound() {
    return problems.stream().noneMatch(Problem::isError);
  }

  /// What is to be told: all that could not be decoded, else the first that means nothing.
  public List<Problem> errors() {
    List<Problem> decoding =
        problems.stream().filter(problem -> problem.kind() == Problem.Kind.DECODING).toList();
    return decoding.isEmpty()
        ? problems.stream().filter(Problem::isError).limit(1).toList()
        : decoding;
  }

  public List<Problem> warnings() {
    return problems.stream().filter(problem -> !problem.isError()).toList();
  }
}
