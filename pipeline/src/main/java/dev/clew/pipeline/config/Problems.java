package dev.clew.pipeline.config;

import java.util.ArrayList;
import java.util.List;

/// Gathers problems in the order they are found.
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void warn(String code, String message, Position position) {
    found.add(new Problem(Problem.Kind.WARNING, code, message, position));
  }

  public void note(String message, Position position) {
    found.add(new Problem(Problem.Kind.NOTE, "", message, position));
  }

  public List<Problem> all() {
    return List.copyOf(found);
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(Problem::isError);
  }
}
