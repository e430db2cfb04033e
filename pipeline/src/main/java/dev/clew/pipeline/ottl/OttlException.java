package dev.clew.pipeline.ottl;

/// A text that is no OTTL, or none of the subset; the message is meant for the person who wrote it.
public final class OttlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OttlException(String message) {
    super(message, null, false, false);
  }
}
