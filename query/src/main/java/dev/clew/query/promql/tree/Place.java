package dev.clew.query.promql.tree;

/// Where a node stands in the text of its query, in chars from 0: `start` is in, `end` is out.
public record Place(int start, int end) {
  /// From the start of this one to the end of another.
  public Place to(Place last) {
    return new Place(start, last.end);
  }
}
