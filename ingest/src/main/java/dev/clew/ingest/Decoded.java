package dev.clew.ingest;

import dev.clew.model.Batch;

/// Outcome of decoding one request.
public sealed interface Decoded<B extends Batch> {

  /// The request was read.
  ///
  /// @param batch the rows to keep; may be empty
  /// @param rejected rows that were left out
  /// @param message what was rejected and why, for the sender; empty when nothing was
  /// @param repairs what was changed in the rows that are kept
  record Accepted<B extends Batch>(B batch, long rejected, String message, Repairs repairs)
      implements Decoded<B> {}

  /// The request could not be read; nothing of it is kept.
  ///
  /// @param message what is wrong and at which byte, for the sender
  record Refused<B extends Batch>(Reason reason, String message) implements Decoded<B> {}

  /// Why a request is refused.
  enum Reason {
    /// The bytes are no message of the format.
    MALFORMED
  }
}
