package dev.clew.store;

import dev.clew.model.Signal;
import dev.clew.store.catalog.DurableFiles;
import dev.clew.store.catalog.Manifest;
import dev.clew.store.segment.ExpiredTraces;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sealed segments, as the manifest lists them. A segment that is damaged is set aside into a
/// folder of its own and reported; the others go on answering.
final class SegmentSet {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentSet.class);

  private final Path manifestFile;
  private final Path folder;
  private final Path quarantine;
  private final Map<String, Segment> open = new HashMap<>();
  private final ExpiredTraces expired;
  private Manifest manifest;
  private long setAside;
  private long quarantined;

  private SegmentSet(Path root, Manifest manifest) {
    this.manifestFile = root.resolve("manifest.json");
    this.folder = root.resolve("segments");
    this.quarantine = root.resolve("quarantine");
    this.expired = new ExpiredTraces(root.resolve("expired"));
    this.manifest = manifest;
  }

  /// Opens what the manifest lists and deletes what a crash left beside it.
  static SegmentSet open(Path root) throws IOException {
    Files.createDirectories(root.resolve("segments"));
    SegmentSet set = new SegmentSet(root, Manifest.read(root.resolve("manifest.json")));
    List<String> damaged = new ArrayList<>();
    for (String id : set.manifest.segments()) {
      try {
        set.open.put(id, Segment.open(set.folder.resolve(id)));
      } catch (IOException failure) {
        LOG.atError().addKeyValue("segment", id).setCause(failure).log("segment set aside");
        damaged.add(id);
      }
    }
    set.quarantined = count(set.quarantine);
    for (String id : damaged) {
      set.moveAside(id);
    }
    set.deleteOrphans();
    return set;
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  Path folder() {
    return folder;
  }

  /// Traces of segments that were dropped.
  ExpiredTraces expired() {
    return expired;
  }

  synchronized Manifest manifest() {
    return manifest;
  }

  synchronized long setAside() {
    return setAside;
  }

  /// Damaged segments that wait in their folder for a person.
  synchronized long quarantined() {
    return quarantined;
  }

  /// What is known of all segments that answer, in the order they were sealed.
  synchronized List<SegmentInfo> infos() {
    List<SegmentInfo> infos = new ArrayList<>();
    for (String id : manifest.segments()) {
      Segment segment = open.get(id);
      if (segment != null) {
        infos.add(segment.info());
      }
    }
    return infos;
  }

  /// The segments of a signal, in the order they were sealed, each held for the caller.
  synchronized List<Segment> hold(Signal signal) {
    List<Segment> held = new ArrayList<>();
    for (String id : manifest.segments()) {
      Segment segment = open.get(id);
      if (segment != null && segment.info().signal() == signal && segment.hold()) {
        held.add(segment);
      }
    }
    return held;
  }

  /// Adds sealed segments and moves the offset, in one durable step.
  ///
  /// @param checkpoint name of the one that goes with it; null if there is none
  synchronized void add(
      List<Segment> added, int partition, long offset, @Nullable String checkpoint)
      throws IOException {
    persist(
        manifest.sealed(
            added.stream().map(segment -> segment.info().id()).toList(),
            partition,
            offset,
            checkpoint));
    added.forEach(segment -> open.put(segment.info().id(), segment));
  }

  /// Puts one segment in the place of several that hold the same rows; returns false, and takes
  /// none, when one of these has been set aside meanwhile.
  synchronized boolean replace(List<Segment> old, Segment merged) throws IOException {
    List<String> ids = old.stream().map(segment -> segment.info().id()).toList();
    if (!manifest.segments().containsAll(ids)) {
      return false;
    }
    persist(manifest.replaced(ids, merged.info().id()));
    open.put(merged.info().id(), merged);
    retire(ids);
    return true;
  }

  /// Drops segments and their files.
  synchronized void drop(List<String> ids) throws IOException {
    persist(manifest.without(ids));
    ids.stream().map(open::get).filter(Objects::nonNull).forEach(expired::remember);
    retire(ids);
  }

  /// Finds out whether a segment that could not be read is damaged, and takes it out of the way if
  /// so; returns whether it is out of the way. A failure of the machine, such as a want of file
  /// handles, must not cost a sound segment.
  boolean setAsideIfDamaged(Segment segment, Throwable failure) {
    String id = segment.info().id();
    if (!isOpen(id)) {
      return true;
    }
    String damage = segment.damage();
    if (damage == null) {
      return false;
    }
    LOG.atError()
        .addKeyValue("segment", id)
        .addKeyValue("damage", damage)
        .setCause(failure)
        .log("segment set aside");
    try {
      moveAside(id);
    } catch (IOException again) {
      LOG.atError().addKeyValue("segment", id).setCause(again).log("segment not moved");
    }
    return true;
  }

  private synchronized boolean isOpen(String id) {
    return open.containsKey(id);
  }

  /// Takes a segment out of the way: it answers no more, even if its files cannot be moved.
  private synchronized void moveAside(String id) throws IOException {
    Segment segment = open.remove(id);
    setAside++;
    try {
      persist(manifest.without(List.of(id)));
      Path from = folder.resolve(id);
      if (Files.exists(from)) {
        Files.createDirectories(quarantine);
        Path to = quarantine.resolve(id);
        DurableFiles.deleteFolder(to);
        Files.move(from, to);
        quarantined = count(quarantine);
      }
    } finally {
      if (segment != null) {
        segment.release();
      }
    }
  }

  synchronized void close() throws IOException {
    for (Segment segment : open.values()) {
      segment.release();
    }
    open.clear();
  }

  private void persist(Manifest next) throws IOException {
    next.write(manifestFile);
    manifest = next;
  }

  private void retire(List<String> ids) throws IOException {
    for (String id : ids) {
      Segment segment = open.remove(id);
      if (segment != null) {
        segment.retire();
      }
    }
  }

  private void deleteOrphans() throws IOException {
    Set<String> known = new HashSet<>(manifest.segments());
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path candidate : folders.toList()) {
        if (!known.contains(candidate.getFileName().toString())) {
          DurableFiles.deleteFolder(candidate);
        }
      }
    }
  }
}
