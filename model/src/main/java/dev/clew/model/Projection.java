package dev.clew.model;

import java.util.Set;

/// Which parts of spans a reader needs; what it does not need may be left out of the rows it gets.
/// Ids, times, names, kind, status, flags, resource and scope always come.
///
/// @param isEverything all parts; the other fields then mean nothing
/// @param attributeKeys keys of the span attributes
public record Projection(
    boolean isEverything, Set<String> attributeKeys, boolean hasEvents, boolean hasLinks) {
  /// All parts of a span.
  public static final Projection EVERYTHING = new Projection(true, Set.of(), true, true);

  public Projection {
    attributeKeys = Set.copyOf(attributeKeys);
  }

  /// Only these attributes, and events and links where asked.
  public static Projection of(Set<String> attributeKeys, boolean hasEvents, boolean hasLinks) {
    return new Projection(false, attributeKeys, hasEvents, hasLinks);
  }
}
