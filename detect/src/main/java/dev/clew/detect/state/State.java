package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Something that goes on after a restart as if nothing had happened.
public interface State {
  /// Writes what [#restore] needs.
  void save(DataOutput out) throws IOException;

  /// Takes over what [#save] wrote; comes before all else.
  void restore(DataInput in) throws IOException;
}
