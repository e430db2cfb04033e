package dev.clew.pipeline.flow;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Options of the processor `batch`.
///
/// @param timeout after which what was gathered is handed on; zero for at once
/// @param size from which it is handed on; 0 for at once
/// @param maxSize above which it is split; 0 for never
public record BatchOptions(Duration timeout, int size, int maxSize) {
  /// The type.
  public static final ComponentType<BatchOptions> TYPE =
      ComponentType.of(
          Kind.PROCESSOR,
          "batch",
          ComponentType.allSignals(),
          BatchOptions::read,
          "Gathers rows into larger batches.");

  static BatchOptions read(Section section) {
    Duration timeout =
        section.duration(
            "timeout",
            Duration.ofMillis(200),
            "Time after which what was gathered is handed on; at once if 0.");
    long size =
        section.integer("send_batch_size", 8_192, "Rows from which it is handed on; at once if 0.");
    long max =
        section.integer("send_batch_max_size", 0, "Rows above which it is split; never if 0.");
    section.check(!timeout.isNegative(), "timeout", "timeout must be greater or equal to 0");
    section.check(size >= 0, "send_batch_size", "send_batch_size must not be negative");
    section.check(
        max == 0 || max >= size,
        "send_batch_max_size",
        "send_batch_max_size must be greater or equal to send_batch_size");
    keys(section);
    section.withoutEffect("metadata_cardinality_limit", "Accepted without effect.");
    return new BatchOptions(
        timeout, Math.clamp(size, 0, Integer.MAX_VALUE), Math.clamp(max, 0, Integer.MAX_VALUE));
  }

  /// Requests lose their headers at the log, so nothing tells batches of different ones apart.
  private static void keys(Section section) {
    List<String> keys = section.texts("metadata_keys", List.of(), "Accepted without effect.");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i).toLowerCase(Locale.ROOT);
      if (!seen.add(key)) {
        section.fail(
            "metadata_keys",
            i,
            "duplicate entry in metadata_keys: \"%s\" (case-insensitive)".formatted(key));
      }
    }
    if (!keys.isEmpty()) {
      section.note("metadata_keys", "\"metadata_keys\" is accepted without effect");
    }
  }
}
