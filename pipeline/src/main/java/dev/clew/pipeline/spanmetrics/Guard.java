package dev.clew.pipeline.spanmetrics;

import java.util.List;
import java.util.Map;

/// What Clew adds to the Collector's options, under `clew` of the component: bounds, and answers to
/// what labels of unbounded kind are asked, without such labels.
///
/// @param prefixes by dimension: addresses to count by network
/// @param distinct which values to count by how many different ones there were
/// @param top attributes whose most frequent values are told
/// @param topSize values of each that are told
/// @param hashSeed mixed into hashes, so that a sender who does not know it cannot choose values
///   that collide; must be the same for all partitions and after a restart
public record Guard(
    Map<String, AddressPrefix> prefixes,
    List<Distinct> distinct,
    List<String> top,
    int topSize,
    long hashSeed) {
  /// No addition.
  public static final Guard NONE = new Guard(Map.of(), List.of(), List.of(), 10, 0);

  private static final int MAX_SKETCHES = 16;

  public Guard {
    prefixes = Map.copyOf(prefixes);
    distinct = List.copyOf(distinct);
    top = List.copyOf(top);
    if (topSize < 1 || topSize > 1000) {
      throw new IllegalArgumentException("top_size of %d, must be 1 to 1000".formatted(topSize));
    }
    if (distinct.size() > MAX_SKETCHES || top.size() > MAX_SKETCHES) {
      throw new IllegalArgumentException("at most %d sketches of a kind".formatted(MAX_SKETCHES));
    }
  }

  /// The same with another seed.
  public Guard withHashSeed(long seed) {
    return new Guard(prefixes, distinct, top, topSize, seed);
  }

  /// How many different values an attribute had, for each value of others.
  ///
  /// @param of attribute whose values are counted
  /// @param by attributes, or `service.name` and `span.name`, that the count is for; their values
  ///   become labels
  /// @param maxGroups counts that are kept; the spans of further ones share one
  public record Distinct(String of, List<String> by, int maxGroups) {
    public Distinct {
      by = List.copyOf(by);
      if (maxGroups < 1 || maxGroups > 100_000) {
        throw new IllegalArgumentException(
            "max_groups of %d, must be 1 to 100000".formatted(maxGroups));
      }
    }
  }
}
