package dev.clew.pipeline.export;

import dev.clew.model.Signal;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// Entries of one signal that are sent as one request.
record Load(List<QueueEntry> entries) {
  Load {
    entries = List.copyOf(entries);
  }

  Signal signal() {
    return entries.getFirst().signal();
  }

  long rows() {
    return entries.stream().mapToLong(QueueEntry::rows).sum();
  }

  long bytes() {
    return entries.stream().mapToLong(entry -> entry.payload().bytes().length).sum();
  }

  /// One request. Protobuf messages of repeated fields are joined by putting one behind the other.
  byte[] request() {
    if (entries.size() == 1) {
      return entries.getFirst().payload().bytes();
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream((int) bytes());
    entries.forEach(entry -> joined.writeBytes(entry.payload().bytes()));
    return joined.toByteArray();
  }
}
