package dev.clew.pipeline.filter;

import dev.clew.pipeline.config.Section;

/// The key `regexp`, which sizes a cache upstream and has no effect here.
final class RegexpCache {
  private RegexpCache() {}

  static void read(Section section) {
    section.section("regexp", RegexpCache::readKeys, "Without effect: each text is asked once.");
    if (section.isSet("regexp")) {
      section.note("regexp", "regexp has no effect");
    }
  }

  private static boolean readKeys(Section section) {
    long entries = section.integer("cachemaxnumentries", 0, "Without effect.");
    return section.flag("cacheenabled", false, "Without effect.") && entries > 0;
  }
}
