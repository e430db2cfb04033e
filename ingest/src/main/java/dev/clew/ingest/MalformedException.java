package dev.clew.ingest;

import java.io.Serial;

/// The input is no message of its format. Ends a decoder's walk and never leaves the decoder.
public final class MalformedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String problem;

  /// @param offset byte of the body near which it was noticed
  public MalformedException(long offset, String problem) {
    super("at byte " + offset + ": " + problem, null, false, false);
    this.problem = "at byte " + offset + ": " + problem;
  }

  /// What is wrong and where, for the sender.
  public String problem() {
    return problem;
  }
}
