package dev.clew.store.sql;

import java.time.Duration;

/// What one query may use.
///
/// @param maxRows rows of the result; more are cut off and said to be
/// @param maxBytes about how large the result may get in memory; what is beyond is cut off
/// @param timeout from the call to the last row
public record SqlLimits(int maxRows, long maxBytes, Duration timeout) {
  public SqlLimits {
    if (maxRows < 0 || maxBytes < 1 || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "no limits: %d rows, %d bytes, %s".formatted(maxRows, maxBytes, timeout));
    }
  }
}
