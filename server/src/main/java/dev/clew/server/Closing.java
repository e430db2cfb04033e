package dev.clew.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was opened, to be closed in the opposite order, each whatever becomes of the others.
final class Closing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  void add(AutoCloseable part) {
    opened.push(part);
  }

  /// Adds what is to be closed after everything else.
  void addLast(AutoCloseable part) {
    opened.addLast(part);
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (Exception failure) {
        log.atError()
            .addKeyValue("part", part.getClass().getSimpleName())
            .setCause(failure)
            .log("did not close");
      }
    }
  }
}
