package dev.clew.pipeline.export;

import java.util.Locale;

/// What a queue or a batch is measured in.
public enum Sizer {
  REQUESTS,
  ITEMS,
  BYTES;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
