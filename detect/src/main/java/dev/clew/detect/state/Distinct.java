package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/// Distinct keys of a sliding time: exact while they are few, a sketch beyond.
///
/// Two generations, each as long as the window, so a count spans one to two windows and never
/// misses what lies within one. At most about 1.5 KB a generation.
public final class Distinct implements State {
  private static final int EXACT = 64;

  private final long windowNanos;
  private Generation current = new Generation();
  private Generation previous = new Generation();
  private long turn = Long.MIN_VALUE;

  public Distinct(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  /// Adds a key; returns whether it is new to the window, which is a guess once there are many.
  public boolean add(long nanos, long key) {
    moveTo(nanos);
    boolean isNew = !previous.contains(key);
    return current.add(key) && isNew;
  }

  /// About how many different keys came within the window before this instant.
  public int count(long nanos) {
    moveTo(nanos);
    if (previous.isEmpty()) {
      return current.count();
    }
    return previous.countWith(current);
  }

  private void moveTo(long nanos) {
    long now = Math.floorDiv(nanos, windowNanos);
    if (turn == Long.MIN_VALUE) {
      turn = now;
    } else if (now > turn) {
      previous = now == turn + 1 ? current : new Generation();
      current = new Generation();
      turn = now;
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(turn);
    current.save(out);
    previous.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    turn = in.readLong();
    current.restore(in);
    previous.restore(in);
  }

  private static final class Generation implements State {
    private LongSet exact = new LongSet();
    private @Nullable HllSketch sketch;

    boolean isEmpty() {
      return sketch == null && exact.size() == 0;
    }

    boolean contains(long key) {
      return exact.contains(key);
    }

    boolean add(long key) {
      HllSketch full = sketch;
      if (full == null) {
        boolean isNew = exact.add(key);
        if (exact.size() > EXACT) {
          sketch = sketchOf(exact);
          exact = new LongSet();
        }
        return isNew;
      }
      double before = full.getEstimate();
      full.update(key);
      return full.getEstimate() > before;
    }

    int count() {
      return sketch == null ? exact.size() : (int) Math.round(sketch.getEstimate());
    }

    int countWith(Generation other) {
      if (sketch == null && other.sketch == null) {
        return exact.size() + other.exact.countNotIn(exact);
      }
      return Math.max(count(), other.count());
    }

    private static HllSketch sketchOf(LongSet keys) {
      HllSketch made = new HllSketch(10, TgtHllType.HLL_8);
      for (long key : keys.sorted()) {
        made.update(key);
      }
      return made;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      exact.save(out);
      byte[] bytes = sketch == null ? new byte[0] : sketch.toCompactByteArray();
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      exact.restore(in);
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      sketch = bytes.length == 0 ? null : HllSketch.heapify(bytes);
    }
  }
}
