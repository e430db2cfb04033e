package dev.clew.pipeline.export;

import dev.clew.pipeline.config.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The queue of an exporter.
///
/// @param consumers how many batches are sent at once
/// @param size what the queue holds at most
/// @param blocksOnOverflow whether a full queue makes its filler wait instead of refusing
/// @param waitsForResult whether its filler waits until the batch is sent
/// @param storage id of the extension whose folder it is kept in, or null
/// @param batch null if batches are sent as they come
public record QueueOptions(
    boolean isEnabled,
    int consumers,
    long size,
    Sizer sizer,
    boolean blocksOnOverflow,
    boolean waitsForResult,
    @Nullable String storage,
    @Nullable Batching batch) {
  /// How batches are gathered before they are sent.
  ///
  /// @param max 0 for no limit
  public record Batching(Duration flushTimeout, long min, long max, Sizer sizer) {}

  QueueOptions gathering(Batching wanted) {
    return new QueueOptions(
        isEnabled, consumers, size, sizer, blocksOnOverflow, waitsForResult, storage, wanted);
  }

  static QueueOptions read(Section section) {
    boolean isEnabled = section.flag("enabled", true, "Whether there is a queue.");
    long consumers = section.integer("num_consumers", 10, "Batches that are sent at once.");
    long size =
        section.integer("queue_size", 1_000, "What the queue holds at most, in its sizer's unit.");
    Sizer sizer = sizer(section, Sizer.REQUESTS, "What the queue is measured in.");
    boolean isSizerSet = section.isSet("sizer");
    boolean blocks =
        section.flag(
            "block_on_overflow",
            false,
            "Whether a full queue makes its filler wait instead of refusing.");
    section.withoutEffect(
        "blocking", "Former name of `block_on_overflow`; accepted without effect.");
    boolean waits =
        section.flag("wait_for_result", false, "Whether its filler waits until a batch is sent.");
    String storage = section.text("storage", "Id of a `file_storage` that keeps the queue.");
    Batching batch =
        section.optionalSection(
            "batch",
            inner -> batching(inner, isSizerSet ? sizer : Sizer.ITEMS, isSizerSet),
            "Gathers batches before they are sent.");
    QueueOptions options =
        new QueueOptions(
            isEnabled, Math.clamp(consumers, 0, 1_000), size, sizer, blocks, waits, storage, batch);
    if (isEnabled) {
      check(section, options);
    }
    return options;
  }

  private static void check(Section section, QueueOptions options) {
    section.check(options.consumers > 0, "num_consumers", "`num_consumers` must be positive");
    section.check(options.size > 0, "queue_size", "`queue_size` must be positive");
    section.check(
        options.storage == null || !options.waitsForResult,
        "wait_for_result",
        "`wait_for_result` is not supported with a persistent queue configured with `storage`");
    Batching batch = options.batch;
    section.check(
        batch == null || batch.sizer != options.sizer || batch.min <= options.size,
        "batch",
        "`min_size` must be less than or equal to `queue_size`");
  }

  private static Batching batching(Section section, Sizer inherited, boolean isInherited) {
    Duration timeout =
        section.duration(
            "flush_timeout",
            Duration.ofMillis(200),
            "Time after which even a small batch is sent.");
    Sizer sizer =
        sizer(
            section,
            inherited,
            "What a batch is measured in; the queue's sizer if that is set, else items.");
    long min = section.integer("min_size", 8_192, "Size from which a batch is sent.");
    long max = section.integer("max_size", 0, "Size above which a batch is split; never if 0.");
    section.withoutEffect("partition", "Accepted without effect.");
    section.check(
        sizer != Sizer.REQUESTS,
        isInherited && !section.isSet("sizer") ? "" : "sizer",
        "`batch` supports only `items` or `bytes` sizer, found \"requests\"");
    section.check(
        timeout.isPositive(),
        "flush_timeout",
        "`flush_timeout` must be positive, found " + timeout.toNanos());
    section.check(min >= 0, "min_size", "`min_size` must be non-negative, found " + min);
    section.check(max >= 0, "max_size", "`max_size` must be non-negative, found " + max);
    section.check(
        max == 0 || max >= min,
        "max_size",
        "`max_size` (%d) must be greater or equal to `min_size` (%d)".formatted(max, min));
    return new Batching(timeout, min, max, sizer);
  }

  private static Sizer sizer(Section section, Sizer orElse, String doc) {
    Map<String, Sizer> words = new LinkedHashMap<>();
    for (Sizer sizer : Sizer.values()) {
      words.put(sizer.word(), sizer);
    }
    return section.choice(
        "sizer", words, orElse.word(), word -> "invalid sizer: \"" + word + "\"", doc);
  }
}
