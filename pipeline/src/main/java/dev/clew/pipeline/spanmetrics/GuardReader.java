package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.series.SeriesBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the block `clew` of a component: what Clew adds to the Collector's options.
final class GuardReader {
  private final boolean isBounded;
  private final Read read;

  GuardReader(Section section) {
    read =
        section.section(
            "clew",
            GuardReader::read,
            "Clew's own: bounds, and sketches that answer what unbounded labels are asked.");
    isBounded = section.isSet("clew") && read.isBounded;
  }

  private record Read(boolean isBounded, SeriesBudget budget, Guard guard) {}

  private record Prefix(String dimension, AddressPrefix prefix) {}

  boolean isBounded() {
    return isBounded;
  }

  SeriesBudget budget() {
    return read.budget;
  }

  Guard guard() {
    return read.guard;
  }

  private static Read read(Section section) {
    SeriesBudget standard = SeriesBudget.DEFAULT;
    long series =
        section.integer(
            "max_series",
            standard.maxSeries(),
            "Series of a metric; further spans count in one series without labels.");
    long bytes =
        section.integer(
            "max_series_bytes", standard.maxBytes(), "Memory of the series of a metric.");
    boolean isGood = series >= 2 && series <= 10_000_000 && bytes >= 0;
    section.check(
        isGood,
        "max_series",
        "%d series in %d bytes, must be 2 to 10000000 in 0 or more".formatted(series, bytes));
    Map<String, AddressPrefix> prefixes = new HashMap<>();
    for (Prefix each :
        section.sections(
            "address_prefixes", GuardReader::prefix, "Addresses to count by their network.")) {
      prefixes.put(each.dimension, each.prefix);
    }
    List<Guard.Distinct> distinct =
        section.sections(
            "distinct",
            GuardReader::distinct,
            "Attributes to count the different values of, in metrics `calls_distinct`.");
    List<String> top =
        section.texts(
            "top",
            List.of(),
            "Attributes whose most frequent values are told, in metrics `calls_top`.");
    long size = section.integer("top_size", 10, "Values of each attribute that are told.");
    boolean fits = distinct.size() <= 16 && top.size() <= 16 && size >= 1 && size <= 1000;
    section.check(fits, "top_size", "at most 16 of distinct and top each, and top_size 1 to 1000");
    return new Read(
        section.isSet("max_series") || section.isSet("max_series_bytes"),
        isGood ? new SeriesBudget((int) series, 0, bytes) : standard,
        fits ? new Guard(prefixes, distinct, top, (int) size, 0) : Guard.NONE);
  }

  private static Prefix prefix(Section item) {
    String dimension =
        item.requiredText("dimension", "dimension is missing", "Name of the attribute.");
    long four = item.integer("ipv4", 24, "Length of the prefix of IPv4 addresses.");
    long six = item.integer("ipv6", 48, "Length of the prefix of IPv6 addresses.");
    boolean isGood = four >= 0 && four <= 32 && six >= 0 && six <= 128;
    item.check(isGood, "ipv4", "prefixes of %d and %d bits".formatted(four, six));
    return new Prefix(
        dimension, isGood ? new AddressPrefix((int) four, (int) six) : new AddressPrefix(24, 48));
  }

  private static Guard.Distinct distinct(Section item) {
    String of = item.requiredText("of", "of is missing", "Attribute whose values are counted.");
    List<String> by =
        item.texts(
            "by", List.of(), "Attributes, or `service.name` and `span.name`, to count it for.");
    long groups = item.integer("max_groups", 1000, "Counts that are kept; further ones share one.");
    boolean isGood = groups >= 1 && groups <= 100_000;
    item.check(isGood, "max_groups", "max_groups of %d, must be 1 to 100000".formatted(groups));
    return new Guard.Distinct(of, by, isGood ? (int) groups : 1000);
  }
}
