package dev.clew.detect.finding;

import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The suppressions that people made.
final class SuppressionList implements State {
  private static final int MAX = 1_000;

  private final Map<String, Suppression> suppressions = new LinkedHashMap<>();

  void add(Suppression suppression) {
    if (suppressions.size() >= MAX && !suppressions.containsKey(suppression.id())) {
      throw new IllegalStateException("there are %d suppressions already".formatted(MAX));
    }
    suppressions.put(suppression.id(), suppression);
  }

  void remove(String id) {
    suppressions.remove(id);
  }

  Collection<Suppression> all() {
    return List.copyOf(suppressions.values());
  }

  /// Id of the suppression in force that covers a finding; empty if none does.
  String of(Case about, long nanos) {
    for (Suppression suppression : suppressions.values()) {
      if (suppression.isInForce(nanos)
          && suppression.covers(about.detector.profile().id(), about.primary)) {
        return suppression.id();
      }
    }
    return "";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(suppressions.size());
    for (Suppression each : suppressions.values()) {
      out.writeUTF(each.id());
      out.writeUTF(each.owner());
      out.writeUTF(each.reason());
      out.writeUTF(each.detectorId());
      out.writeBoolean(each.entity() != null);
      if (each.entity() != null) {
        Case.saveEntity(out, each.entity());
      }
      out.writeLong(each.fromNanos());
      out.writeLong(each.untilNanos());
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      Suppression each =
          new Suppression(
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readBoolean() ? Case.restoreEntity(in) : null,
              in.readLong(),
              in.readLong());
      suppressions.put(each.id(), each);
    }
  }
}
