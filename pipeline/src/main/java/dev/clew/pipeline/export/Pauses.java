package dev.clew.pipeline.export;

import java.time.Duration;

/// How time passes for an exporter.
public interface Pauses {
  /// That of the system.
  Pauses SYSTEM =
      new Pauses() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  /// A clock that only differences count of.
  long nanoTime();

  void pause(Duration duration) throws InterruptedException;
}
