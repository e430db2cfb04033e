package dev.clew.server.http.body;

import dev.clew.server.http.answer.Refusal;

/// What came of reading a request body.
public sealed interface Received permits Body, Received.Refused {

  /// The body was not taken; its lease still has to be closed.
  record Refused(Refusal refusal) implements Received {}
}
