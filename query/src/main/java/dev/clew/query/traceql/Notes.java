package dev.clew.query.traceql;

import dev.clew.query.traceql.Parsed.Kind;
import java.util.IdentityHashMap;
import java.util.List;

/// Remembers of each node of one tree where it began in the text and how deep it is, so that the
/// tree itself holds only what the query means.
///
/// All that walks a tree does so by recursion; the bound on the depth keeps their stacks small.
final class Notes {
  /// Above any query of a person, and below what a small stack can walk.
  static final int MAX_DEPTH = 200;

  private final IdentityHashMap<Object, Note> notes = new IdentityHashMap<>();

  private record Note(int offset, int depth) {}

  /// Notes a node and gives it back.
  <T> T on(T node, int offset, List<?> children) {
    if (node instanceof Enum) {
      return node;
    }
    int depth = 1 + (node instanceof Literal ? 0 : depth(children));
    if (depth > MAX_DEPTH) {
      throw new Refusal(Kind.LIMIT, offset, "nested deeper than %d levels".formatted(MAX_DEPTH));
    }
    notes.put(node, new Note(offset, depth));
    return node;
  }

  /// Where a node began, or the other offset if that was not noted, as for intrinsics.
  int offset(Object node, int otherwise) {
    Note note = notes.get(node);
    return note == null ? otherwise : note.offset;
  }

  private int depth(List<?> children) {
    int deepest = 0;
    for (Object child : children) {
      Note note = notes.get(child);
      deepest = Math.max(deepest, note == null ? 1 : note.depth);
    }
    return deepest;
  }
}
