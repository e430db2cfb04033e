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

  /// Reads a map; nothing is an empty one, and what is neither is a problem.
  public static <T> Reading<T> of(Node node, Function<Section, T> reader) {
    Problems problems = new Problems();
    Node.Mapping found = new Decoder(problems).mapping(node, "");
    Node.Mapping map = found == null ? Node.Mapping.empty(node.position()) : found;
    T value = Section.read(map, "", reader, problems);
    return new Reading<>(value, problems.all());
  }

  /// Reads YAML text, in which no references are expanded; for tests.
  ///
  /// @throws ConfigException if it is no YAML
  public static <T> Reading<T> ofYaml(String yaml, Function<Section, T> reader) {
    return of(Yaml.read(yaml, "inline"), reader);
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
