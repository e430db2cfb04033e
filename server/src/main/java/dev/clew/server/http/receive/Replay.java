package dev.clew.server.http.receive;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.log.Entry;
import dev.clew.ingest.log.RecordHandler;
import dev.clew.model.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the records of the log to the sink, as they were given when they came.
final class Replay implements RecordHandler {
  private static final Logger logger = LoggerFactory.getLogger(Replay.class);

  private final Codec codec;
  private final BatchSink sink;
  private final IngestCounters counters;

  Replay(Codec codec, BatchSink sink, IngestCounters counters) {
    this.codec = codec;
    this.sink = sink;
    this.counters = counters;
  }

  @Override
  public boolean handle(int partition, long offset, long writtenNanos, Entry entry) {
    Decoded<? extends Batch> decoded =
        codec.decode(
            entry.signal(),
            Encoding.ofTag(entry.encoding()),
            entry.payload(),
            entry.payloadOffset(),
            entry.payloadLength(),
            entry.receivedNanos());
    switch (decoded) {
      case Decoded.Accepted<? extends Batch>(var batch, _, _, _) ->
          sink.append(batch, new Durable(partition, offset, writtenNanos, entry.receiver()));
      case Decoded.Refused<?>(_, var message) -> skip(partition, offset, message);
    }
    return true;
  }

  /// Only what was decoded once is in the log, so this is a newer version that reads less.
  private void skip(int partition, long offset, String message) {
    counters.unreadable();
    logger
        .atWarn()
        .addKeyValue("partition", partition)
        .addKeyValue("offset", offset)
        .addKeyValue("problem", message)
        .log("log record unreadable");
  }
}
