package dev.clew.server.http.auth;

import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;

/// What an authenticator says about a request.
public sealed interface Verdict {
  Verdict ADMITTED = new Admitted();

  /// Its service gets it.
  record Admitted() implements Verdict {}

  /// It is refused.
  record Refused(Refusal refusal) implements Verdict {}

  /// @param message without anything that the request said
  static Verdict refused(String message) {
    return new Refused(new Refusal(Reason.UNAUTHENTICATED, message));
  }

  /// Nobody can tell at the moment; coming again makes sense.
  static Verdict undecided(String message) {
    return new Refused(new Refusal(Reason.UNDECIDED, message));
  }
}
