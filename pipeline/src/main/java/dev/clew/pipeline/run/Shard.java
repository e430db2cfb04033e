package dev.clew.pipeline.run;

import dev.clew.model.Batch;
import dev.clew.model.Signal;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All stages of one partition: where batches of each signal go in, and what has state. For one
/// thread at a time.
public final class Shard {
  private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
  private static final int VERSION = 1;

  private final Map<Entrance, List<Stage>> entries;
  private final List<Member> members;
  private final AtomicLong failures = new AtomicLong();
  private long instantNanos;
  private boolean isRestored;

  /// A stage and under which name its state is kept.
  ///
  /// @param id unique in a shard, the same over restarts
  /// @param configuration what the state depends on: a state saved under another one is dropped
  public record Member(String id, String configuration, Stage stage) {}

  /// Where batches come in.
  ///
  /// @param receiver its id; empty for the default one
  public record Entrance(String receiver, Signal signal) {}

  /// @param entries first stages of the pipelines, by where their batches come in
  /// @param members all stages, each before those it hands on to
  public Shard(Map<Entrance, List<Stage>> entries, List<Member> members) {
    this.entries = new HashMap<>();
    entries.forEach((entrance, stages) -> this.entries.put(entrance, List.copyOf(stages)));
    this.members = List.copyOf(members);
  }

  /// Gives a batch to all pipelines that take its signal from a receiver, after the time that has
  /// passed.
  void accept(String receiver, Batch batch, Arrival arrival) {
    if (!arrival.isRecall()) {
      advance(arrival.instantNanos());
    }
    if (batch.size() == 0) {
      return;
    }
    for (Stage entry : entries.getOrDefault(new Entrance(receiver, batch.signal()), List.of())) {
      guarded(() -> entry.accept(batch, arrival));
    }
  }

  /// Runs a record through the stages again, in which only those without state take part, since it
  /// is a recalled one. For a stage of this shard that asks for it.
  public void recall(String receiver, Batch batch, Arrival arrival) {
    for (Stage entry : entries.getOrDefault(new Entrance(receiver, batch.signal()), List.of())) {
      entry.accept(batch, arrival);
    }
  }

  /// Lets time pass up to an instant; one that has passed is ignored.
  void advance(long toNanos) {
    if (toNanos > instantNanos) {
      instantNanos = toNanos;
      for (Member member : members) {
        guarded(() -> member.stage.advance(toNanos));
      }
    }
  }

  /// Times that a stage failed with an exception, which is a fault of the program. The rows are
  /// lost to that pipeline, the others go on.
  public long failures() {
    return failures.get();
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException failure) {
      if (failures.getAndIncrement() == 0) {
        LOG.atError().setCause(failure).log("a stage failed; further failures are only counted");
      }
    }
  }

  /// Lowest offset whose record is needed again after a restart.
  long oldestNeeded() {
    return members.stream()
        .mapToLong(member -> member.stage.oldestNeeded())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /// The state of all stages, for [#restore].
  byte[] save() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(VERSION);
      out.writeLong(instantNanos);
      out.writeInt(members.size());
      for (Member member : members) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        member.stage.save(new DataOutputStream(state));
        out.writeUTF(member.id);
        out.writeUTF(member.configuration);
        out.writeInt(state.size());
        state.writeTo(out);
      }
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Takes notice that what was saved last is durable.
  void checkpointed() {
    members.forEach(member -> guarded(member.stage::checkpointed));
  }

  /// Takes over a saved state as far as its stages are still there and configured as they were.
  /// Once only: a stage may add what it is given to what it has.
  ///
  /// @return ids of those whose state was dropped
  Set<String> restore(byte[] saved) {
    if (isRestored) {
      throw new IllegalStateException("a state was taken over already");
    }
    isRestored = true;
    Set<String> dropped = new TreeSet<>();
    if (saved.length == 0) {
      return dropped;
    }
    Map<String, Member> byId = new HashMap<>();
    members.forEach(member -> byId.put(member.id, member));
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException(
            "state of version %d; this program reads %d".formatted(version, VERSION));
      }
      instantNanos = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        String id = in.readUTF();
        String configuration = in.readUTF();
        byte[] state = in.readNBytes(in.readInt());
        Member member = byId.get(id);
        if (member != null && member.configuration.equals(configuration)) {
          member.stage.restore(new DataInputStream(new ByteArrayInputStream(state)));
        } else if (state.length > 0) {
          dropped.add(id);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("state of the pipelines unreadable", failure);
    }
    dropped.forEach(id ->
        LOG.atWarn().addKeyValue("component", id).log("configuration changed, state dropped"));
    return dropped;
  }
}
