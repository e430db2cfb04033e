package dev.clew.pipeline.export;

import dev.clew.pipeline.config.Section;
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
}
