package dev.clew.store;

import dev.clew.model.Signal;
import dev.clew.store.catalog.DurableFiles;
import dev.clew.store.catalog.Manifest;
import dev.clew.store.segment.ExpiredTraces;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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
    for (String id : damaged) {
      set.moveAside(id);
    }
    set.deleteOrphans();
    return set;
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
  synchronized void add(List<Segment> added, int partition, long offset) throws IOException {
    Manifest next =
        manifest.sealed(
            added.stream().map(segment -> segment.info().id()).toList(), partition, offset);
    next.write(manifestFile);
    manifest = next;
    added.forEach(segment -> open.put(segment.info().id(), segment));
  }

  /// Puts one segment in the place of several that hold the same rows.
  synchronized void replace(List<Segment> old, Segment merged) throws IOException {
    List<String> ids = old.stream().map(segment -> segment.info().id()).toList();
    Manifest next = manifest.replaced(ids, merged.info().id());
    next.write(manifestFile);
    manifest = next;
    open.put(merged.info().id(), merged);
    retire(ids);
  }

  /// Drops segments and their files.
  synchronized void drop(List<String> ids) throws IOException {
    Manifest next = manifest.without(ids);
    next.write(manifestFile);
    manifest = next;
    ids.stream().map(open::get).filter(Objects::nonNull).forEach(expired::remember);
    retire(ids);
  }

  /// Takes a segment that proved damaged out of the way.
  synchronized void moveAside(String id) throws IOException {
    if (!manifest.segments().contains(id)) {
      return;
    }
    Manifest next = manifest.without(List.of(id));
    next.write(manifestFile);
    manifest = next;
    setAside++;
    Segment segment = open.remove(id);
    Path from = folder.resolve(id);
    if (Files.exists(from)) {
      Files.createDirectories(quarantine);
      Path to = quarantine.resolve(id);
      DurableFiles.deleteFolder(to);
      Files.move(from, to);
    }
    if (segment != null) {
      segment.release();
    }
  }

  synchronized void close() throws IOException {
    for (Segment segment : open.values()) {
      segment.release();
    }
    open.clear();
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
