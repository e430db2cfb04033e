package dev.clew.bench.measure;

/// Resident memory in bytes: all of it, what the process made itself, and what it maps from files.
public record Memory(long resident, long anonymous, long file) {
  static final Memory NONE = new Memory(0, 0, 0);

  Memory plus(Memory other) {
    return new Memory(resident + other.resident, anonymous + other.anonymous, file + other.file);
  }

  /// The larger of each.
  Memory max(Memory other) {
    return new Memory(
        Math.max(resident, other.resident),
        Math.max(anonymous, other.anonymous),
        Math.max(file, other.file));
  }
}
