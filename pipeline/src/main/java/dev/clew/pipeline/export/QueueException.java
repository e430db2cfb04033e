package dev.clew.pipeline.export;

import java.io.IOException;

/// The disk failed under a queue.
public final class QueueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  QueueException(String message, IOException cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
