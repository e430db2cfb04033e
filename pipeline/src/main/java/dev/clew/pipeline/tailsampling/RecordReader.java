package dev.clew.pipeline.tailsampling;

import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.util.List;

/// Reads records of the log again, as the sampler of this partition got them.
@FunctionalInterface
public interface RecordReader {
  /// The batches of spans that the record of an offset gave to the sampler, in that order and with
  /// the same rows: the stages before it are run on the record again.
  ///
  /// @throws IOException if the record cannot be read; what is kept of it is lost, and counted
  List<SpanBatch> read(long offset) throws IOException;
}
