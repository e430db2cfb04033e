package dev.clew.pipeline.export;

import dev.clew.model.Batch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Function;

/// End of a pipeline that writes what comes to a file.
public final class FileStage implements Stage {
  private final FileOutput output;
  private final Function<Batch, byte[]> encoder;

  /// @param encoder writes a batch as JSON or protobuf, as the options of the file say
  public FileStage(FileOutput output, Function<Batch, byte[]> encoder) {
    this.output = output;
    this.encoder = encoder;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (!arrival.isRecall()) {
      output.write(encoder.apply(batch));
    }
  }

  @Override
  public void advance(long instantNanos) {
    output.flushIfDue(instantNanos);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    output.sync();
  }
}
