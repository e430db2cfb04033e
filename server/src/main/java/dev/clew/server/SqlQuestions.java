package dev.clew.server;

import dev.clew.model.Signal;
import dev.clew.server.api.clew.SqlAnswers;
import dev.clew.store.Holdings;
import dev.clew.store.Store;
import dev.clew.store.sql.CancelToken;
import dev.clew.store.sql.SqlEngine;
import dev.clew.store.sql.SqlLimits;
import dev.clew.store.sql.SqlResult;
import dev.clew.store.sql.SqlSegment;
import dev.clew.store.sql.SqlSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// Runs SQL over what a store holds at the moment of the question.
final class SqlQuestions implements SqlAnswers.Runner {
  private static final long MAX_RESULT_BYTES = 32L << 20;

  private final Store store;
  private final SqlEngine engine;
  private final Duration deadline;

  SqlQuestions(Store store, SqlEngine engine, Duration deadline) {
    this.store = store;
    this.engine = engine;
    this.deadline = deadline;
  }

  /// A segment that proves damaged is set aside, and the question is asked anew without it.
  @Override
  public SqlResult run(String sql, int maxRows, CancelToken cancel) {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      try (Holdings holdings = store.holdings(Signal.values())) {
        try {
          return ask(sql, maxRows, holdings, cancel);
        } catch (IOException failure) {
          if (System.nanoTime() - end > 0 || !store.setAsideDamaged(holdings, failure)) {
            throw new UncheckedIOException(failure);
          }
        }
      }
    }
  }

  private SqlResult ask(String sql, int maxRows, Holdings holdings, CancelToken cancel)
      throws IOException {
    SqlSource source =
        new SqlSource(
            holdings.segments().stream()
                .map(segment -> SqlSegment.of(segment, segment::mayHold))
                .toList(),
            holdings.live());
    return engine.query(sql, source, new SqlLimits(maxRows, MAX_RESULT_BYTES, deadline), cancel);
  }
}
