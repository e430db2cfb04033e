package dev.clew.pipeline.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The families of all partitions: what each name stands for, decided by whoever came first.
///
/// No two families may share a name of their lines: a gauge `a_count` and a histogram `a` would
/// make a page that nobody can read.
final class Families {
  private static final Logger log = LoggerFactory.getLogger(Families.class);
  private static final int MAX_WARNINGS = 100;

  private final boolean offersOpenMetrics;
  private final Budget budget;
  private final Map<String, Family> byName = new TreeMap<>();
  private final Map<String, Family> byLine = new HashMap<>();
  private int warnings;
  private long conflicts;

  /// @param offersOpenMetrics whether heads may have no common names either
  Families(boolean offersOpenMetrics, Budget budget) {
    this.offersOpenMetrics = offersOpenMetrics;
    this.budget = budget;
  }

  /// What a name stands for.
  record Family(String name, FamilyType type, String help) {
    /// Names that none but this family may have.
    List<String> lines(boolean offersOpenMetrics) {
      List<String> lines = new ArrayList<>();
      for (String suffix : type.suffixes()) {
        lines.add(name + suffix);
      }
      lines.add(offersOpenMetrics ? withoutSuffix() : name);
      return lines;
    }

    long bytes() {
      return 1_000 + 8L * name.length() + 2L * help.length();
    }

    /// The name of the family in OpenMetrics.
    String withoutSuffix() {
      if (type == FamilyType.COUNTER && name.endsWith("_total")) {
        return name.substring(0, name.length() - "_total".length());
      }
      return type == FamilyType.INFO ? name.substring(0, name.length() - "_info".length()) : name;
    }
  }

  /// The family of a name; null if the name stands for something else or there is no room.
  synchronized @Nullable Family claim(String name, FamilyType type, String help) {
    Family known = byName.get(name);
    if (known != null && known.type == type) {
      return known;
    }
    Family wanted = new Family(name, type, help);
    for (String line : wanted.lines(offersOpenMetrics)) {
      Family other = byLine.get(line);
      if (other != null) {
        conflict(wanted, other);
        return null;
      }
    }
    if (!budget.take(wanted.bytes())) {
      return null;
    }
    byName.put(name, wanted);
    wanted.lines(offersOpenMetrics).forEach(line -> byLine.put(line, wanted));
    return wanted;
  }

  private void conflict(Family wanted, Family other) {
    conflicts++;
    if (warnings++ < MAX_WARNINGS) {
      log.atWarn()
          .addKeyValue("instrument", wanted.name)
          .addKeyValue("existing", other.name + " " + other.type)
          .addKeyValue("dropped", wanted.type)
          .log("instrument type conflict, using existing type definition");
    }
  }

  /// Forgets families that no partition has any more.
  synchronized void retain(Set<Family> used) {
    for (Iterator<Family> each = byName.values().iterator(); each.hasNext(); ) {
      Family family = each.next();
      if (!used.contains(family)) {
        each.remove();
        family.lines(offersOpenMetrics).forEach(byLine::remove);
        budget.give(family.bytes());
      }
    }
  }

  synchronized long conflicts() {
    return conflicts;
  }
}
