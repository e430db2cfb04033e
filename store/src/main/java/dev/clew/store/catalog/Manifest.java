package dev.clew.store.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The sealed state of a store: its segments, and for each partition of the log the offset up to
/// which (exclusive) everything is in them.
///
/// @param segments ids in the order they were sealed; a compacted segment stands where its first
///   input stood
/// @param sealedOffsets by partition; a partition without an entry has nothing sealed
/// @param checkpoints by partition, the name of the checkpoint that goes with the sealed rows
public record Manifest(
    List<String> segments, Map<Integer, Long> sealedOffsets, Map<Integer, String> checkpoints) {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  public Manifest {
    segments = List.copyOf(segments);
    sealedOffsets = Map.copyOf(sealedOffsets);
    checkpoints = Map.copyOf(checkpoints);
  }

  /// The manifest of a new store.
  public static Manifest empty() {
    return new Manifest(List.of(), Map.of(), Map.of());
  }

  public long sealedOffset(int partition) {
    return sealedOffsets.getOrDefault(partition, 0L);
  }

  /// Name of the checkpoint of a partition; null if there is none.
  public @Nullable String checkpoint(int partition) {
    return checkpoints.get(partition);
  }

  /// This with new segments at the end and an offset moved.
  ///
  /// @param checkpoint its name; null if there is none
  public Manifest sealed(
      List<String> added, int partition, long offset, @Nullable String checkpoint) {
    List<String> all = new ArrayList<>(segments);
    all.addAll(added);
    Map<Integer, Long> offsets = new LinkedHashMap<>(sealedOffsets);
    offsets.put(partition, offset);
    Map<Integer, String> names = new LinkedHashMap<>(checkpoints);
    if (checkpoint == null) {
      names.remove(partition);
    } else {
      names.put(partition, checkpoint);
    }
    return new Manifest(all, offsets, names);
  }

  /// This with some segments replaced by one that holds the same rows.
  public Manifest replaced(List<String> old, String merged) {
    List<String> all = new ArrayList<>(segments);
    int at = all.indexOf(old.getFirst());
    all.set(at, merged);
    all.removeAll(old);
    return new Manifest(all, sealedOffsets, checkpoints);
  }

  /// This without some segments.
  public Manifest without(List<String> dropped) {
    List<String> all = new ArrayList<>(segments);
    all.removeAll(dropped);
    return new Manifest(all, sealedOffsets, checkpoints);
  }

  /// Reads the manifest; an absent file is an empty store.
  ///
  /// @throws IOException when the file cannot be read or is not a manifest of a known version
  public static Manifest read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return empty();
    }
    JsonNode root = JSON.readTree(Files.readAllBytes(file));
    if (root.path("version").asInt() != VERSION) {
      throw new IOException(
          "%s has version %s, this program reads %d"
              .formatted(file, root.path("version"), VERSION));
    }
    List<String> segments = new ArrayList<>();
    root.path("segments").forEach(id -> segments.add(id.asText()));
    Map<Integer, Long> offsets = new LinkedHashMap<>();
    root.path("sealedOffsets")
        .properties()
        .forEach(entry -> offsets.put(Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
    Map<Integer, String> names = new LinkedHashMap<>();
    root.path("checkpoints")
        .properties()
        .forEach(entry -> names.put(Integer.valueOf(entry.getKey()), entry.getValue().asText()));
    return new Manifest(segments, offsets, names);
  }

  /// Replaces the file atomically and durably.
  public void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    ObjectNode offsets = root.putObject("sealedOffsets");
    new TreeMap<>(sealedOffsets)
        .forEach((partition, offset) -> offsets.put(Integer.toString(partition), offset));
    ObjectNode names = root.putObject("checkpoints");
    new TreeMap<>(checkpoints)
        .forEach((partition, name) -> names.put(Integer.toString(partition), name));
    segments.forEach(root.putArray("segments")::add);
    DurableFiles.replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }
}
