package dev.clew.pipeline.series;

import dev.clew.pipeline.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Hands the state of a stage to another, as a restart does.
public final class Restarts {
  private Restarts() {}

  /// The fresh stage, with the state of the old one.
  public static <S extends Stage> S restarted(S old, S fresh) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved(old)));
      fresh.restore(in);
      if (in.read() >= 0) {
        throw new IllegalStateException("state was not read to its end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fresh;
  }

  /// The state of a stage.
  public static byte[] saved(Stage stage) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      stage.save(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
