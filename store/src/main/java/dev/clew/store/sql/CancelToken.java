package dev.clew.store.sql;

import org.jspecify.annotations.Nullable;

/// Lets one thread cancel what another waits for.
public final class CancelToken {
  private boolean isCancelled;
  private @Nullable Runnable listener;

  /// Cancels; again has no effect.
  public void cancel() {
    Runnable told;
    synchronized (this) {
      if (isCancelled) {
        return;
      }
      isCancelled = true;
      told = listener;
    }
    if (told != null) {
      told.run();
    }
  }

  public synchronized boolean isCancelled() {
    return isCancelled;
  }

  /// Has the listener run once when this is cancelled, at once if it already is. There is one
  /// listener; a new one takes the place of the old.
  void onCancel(Runnable told) {
    synchronized (this) {
      listener = told;
      if (!isCancelled) {
        return;
      }
    }
    told.run();
  }
}
