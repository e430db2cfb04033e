package dev.clew.pipeline.export;

import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.flow.BatchOptions;
import java.time.Duration;

/// How an exporter sends.
///
/// @param timeout of one attempt; zero for none
public record Delivery(Duration timeout, QueueOptions queue, RetryOptions retry) {
  static Delivery read(Section section, Duration timeout) {
    Duration wanted =
        section.duration("timeout", timeout, "Time that one attempt may take; no limit if 0.");
    section.check(!wanted.isNegative(), "timeout", "'timeout' must be non-negative");
    return new Delivery(
        wanted,
        section.section("sending_queue", QueueOptions::read, "The queue."),
        section.section("retry_on_failure", RetryOptions::read, "What could not be sent."));
  }

  /// The same, gathering requests as a processor `batch` before the exporter says, unless the
  /// exporter's own section says how.
  public Delivery gathering(BatchOptions batch) {
    if (queue.batch() != null || batch.size() == 0 || !batch.timeout().isPositive()) {
      return this;
    }
    QueueOptions.Batching batching =
        new QueueOptions.Batching(batch.timeout(), batch.size(), batch.maxSize(), Sizer.ITEMS);
    return new Delivery(timeout, queue.gathering(batching), retry);
  }
}
