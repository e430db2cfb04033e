package dev.clew.detect.detector;

import java.io.DataInput;
import java.io.DataOutput;

/// A detector that remembers nothing of its own.
abstract class Stateless implements Detector {
  @Override
  public final void save(DataOutput out) {}

  @Override
  public final void restore(DataInput in) {}
}
