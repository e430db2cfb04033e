package dev.clew.server;

import dev.clew.ingest.log.FileLog;
import dev.clew.ingest.log.LogException;
import dev.clew.server.http.Readiness;
import dev.clew.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whether a server can take requests at the moment, and what stands in the way.
final class ServerState {
  private final Store store;
  private final FileLog log;
  private final AtomicBoolean isOpen = new AtomicBoolean(true);

  ServerState(Store store, FileLog log) {
    this.store = store;
    this.log = log;
  }

  void stop() {
    isOpen.set(false);
  }

  boolean isReady() {
    return readiness().isReady();
  }

  Readiness readiness() {
    List<String> obstacles = new ArrayList<>();
    if (!isOpen.get()) {
      obstacles.add("the server is stopping");
    }
    LogException obstacle = log.obstacle();
    if (obstacle != null) {
      obstacles.add("nothing can be kept: " + obstacle.getMessage());
    }
    if (store.isOverloaded()) {
      obstacles.add("%d rows wait to be sealed".formatted(store.unsealedRows()));
    }
    return new Readiness(obstacles, notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    String trouble = store.sealingTrouble();
    if (trouble != null) {
      notes.add("sealing fails and is tried again: " + trouble.lines().findFirst().orElse(""));
    }
    long damaged = store.segmentsInQuarantine();
    if (damaged > 0) {
      notes.add(
          "%d damaged segment%s set aside in quarantine"
              .formatted(damaged, damaged == 1 ? "" : "s"));
    }
    return notes;
  }
}
