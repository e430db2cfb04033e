package dev.clew.ingest.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What is known of one file of the log: how far it is durable, and roughly where offsets are in
/// it. The thread that appends writes, readers look up.
final class LogFile {
  private static final Pattern NAME = Pattern.compile("\\d{19}\\.log");
  private static final int STRIDE_BYTES = 64 << 10;

  private final long sequence;
  private final long createdNanos;
  private final long marker;
  private final long[] firstOffsets;
  private final List<Waypoint> waypoints = new ArrayList<>();
  private final Set<Long> damagedPositions = new HashSet<>();
  private long length = FileHeader.BYTES;

  /// @param firstOffsets of every partition of the log
  LogFile(long sequence, long createdNanos, long marker, long[] firstOffsets) {
    this.sequence = sequence;
    this.createdNanos = createdNanos;
    this.marker = marker;
    this.firstOffsets = firstOffsets.clone();
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  static String name(long sequence) {
    return "%019d.log".formatted(sequence);
  }

  static long sequence(String name) {
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  String name() {
    return name(sequence);
  }

  long sequence() {
    return sequence;
  }

  /// Epoch time.
  long createdNanos() {
    return createdNanos;
  }

  long marker() {
    return marker;
  }

  long firstOffset(int partition) {
    return firstOffsets[partition];
  }

  /// Whether no record of the file stands below these offsets; then none of the file before it
  /// stands at or above them.
  boolean beginsAtOrBelow(long[] offsets) {
    return isAtOrBelow(firstOffsets, offsets);
  }

  synchronized long length() {
    return length;
  }

  /// Takes note of a durable block.
  ///
  /// @param offsets of the next record of each partition, as they were before the block
  synchronized void extend(long position, long blockLength, long[] offsets) {
    long last = waypoints.isEmpty() ? 0 : waypoints.getLast().position;
    if (position - last >= STRIDE_BYTES) {
      waypoints.add(new Waypoint(position, offsets));
    }
    length = position + blockLength;
  }

  /// Where to begin reading so as to miss nothing at or above these offsets.
  synchronized long position(long[] fromOffsets) {
    for (int i = waypoints.size() - 1; i >= 0; i--) {
      if (isAtOrBelow(waypoints.get(i).offsets, fromOffsets)) {
        return waypoints.get(i).position;
      }
    }
    return FileHeader.BYTES;
  }

  /// Takes note of damage; false if it was known.
  synchronized boolean noteDamage(long position) {
    return damagedPositions.add(position);
  }

  private static boolean isAtOrBelow(long[] some, long[] others) {
    for (int i = 0; i < some.length; i++) {
      if (some[i] > others[i]) {
        return false;
      }
    }
    return true;
  }

  /// A block's position and the offsets there.
  private static final class Waypoint {
    private final long position;
    private final long[] offsets;

    Waypoint(long position, long[] offsets) {
      this.position = position;
      this.offsets = offsets.clone();
    }
  }
}
