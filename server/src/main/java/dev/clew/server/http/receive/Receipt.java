package dev.clew.server.http.receive;

import dev.clew.server.http.answer.Refusal;

/// What became of a request.
public sealed interface Receipt {

  /// It is durable, but for the rows that were left out.
  ///
  /// @param kept rows that are durable
  /// @param rejected rows that were left out
  /// @param message what was left out or changed, and why; empty if nothing
  record Accepted(long kept, long rejected, String message) implements Receipt {}

  /// Nothing of it is acknowledged.
  record Refused(Refusal refusal) implements Receipt {}
}
