package dev.clew.pipeline.ottl;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the rows for which a component had no answer, and logs the first of them, the second, the
/// fourth and so on.
public final class EvaluationErrors {
  private static final Logger log = LoggerFactory.getLogger(EvaluationErrors.class);

  private final String component;
  private final LongAdder errors = new LongAdder();
  private final LongAdder refusedRows = new LongAdder();
  private final AtomicLong logged = new AtomicLong();

  /// @param component as the configuration calls it
  public EvaluationErrors(String component) {
    this.component = component;
  }

  /// Rows and conditions or statements so far that had no answer.
  public long errors() {
    return errors.sum();
  }

  /// Rows so far of batches that did not go on, as `propagate` wants it.
  public long refusedRows() {
    return refusedRows.sum();
  }

  void add(ErrorMode mode, String text, EvaluationException error) {
    errors.increment();
    if (mode == ErrorMode.SILENT) {
      return;
    }
    long times = logged.incrementAndGet();
    if (Long.bitCount(times) == 1) {
      log.atWarn()
          .addKeyValue("component", component)
          .addKeyValue("text", text)
          .addKeyValue("reason", error.getMessage())
          .addKeyValue("times", times)
          .log("OTTL failed");
    }
  }

  /// Takes notice of a batch that does not go on.
  public void refuse(int rows) {
    refusedRows.add(rows);
  }
}
