package dev.clew.store;

/// The store failed.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Whose fault it is.
  public enum Cause {
    /// Disk or file system.
    STORAGE,
    /// A defect of Clew.
    BUG
  }

  private final Cause reason;

  StoreException(Cause reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Cause reason() {
    return reason;
  }
}
