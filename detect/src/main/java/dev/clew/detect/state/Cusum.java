package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Sum of standard scores above a slack of one half: small shifts that last add up, single jumps do
/// not. A score counts for at most 4.
public final class Cusum implements State {
  private static final double SLACK = 0.5;
  private static final double MAX_SCORE = 4;

  private double sum;

  /// Adds a score and returns the sum, which never falls below 0.
  public double add(double score) {
    sum = Math.max(0, sum + Math.min(score, MAX_SCORE) - SLACK);
    return sum;
  }

  public double sum() {
    return sum;
  }

  public void reset() {
    sum = 0;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeDouble(sum);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    sum = in.readDouble();
  }
}
