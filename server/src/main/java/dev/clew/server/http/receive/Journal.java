package dev.clew.server.http.receive;

import dev.clew.ingest.log.Entry;
import dev.clew.ingest.log.LogException;
import dev.clew.ingest.log.RequestLog;
import dev.clew.model.Batch;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import dev.clew.server.http.body.Body;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Appends decoded requests to the log, each row to the partition it belongs to, and hands them to
/// the sink once they are durable.
///
/// A request whose rows all go to one partition is kept as it came. Otherwise each partition gets
/// its rows, written anew; a client that repeats the request because one of the appends failed
/// repeats the others too, and the log knows those for a second attempt.
final class Journal {
  private final Codec codec;
  private final RequestLog log;
  private final BatchSink sink;

  Journal(Codec codec, RequestLog log, BatchSink sink) {
    this.codec = codec;
    this.log = log;
    this.sink = sink;
  }

  RequestLog log() {
    return log;
  }

  /// Keeps the rows of a request; the future fails with a [LogException].
  CompletableFuture<?> keep(Submission submission, Body body, Batch batch, long receivedNanos) {
    if (batch.size() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    if (log.partitions() == 1) {
      return append(0, batch, asReceived(submission, body, receivedNanos));
    }
    List<Part> parts = Part.split(batch, log.partitions());
    if (parts.size() == 1) {
      Part whole = parts.getFirst();
      return append(whole.partition(), batch, asReceived(submission, body, receivedNanos));
    }
    return CompletableFuture.allOf(
        parts.stream()
            .map(part ->
                append(
                    part.partition(), part.batch(), anew(submission, part.batch(), receivedNanos)))
            .toArray(CompletableFuture<?>[]::new));
  }

  /// What it means to the sender when [#keep] fails with this.
  static Refusal refusal(LogException refused) {
    return switch (refused.reason()) {
      case FULL -> new Refusal(Reason.DISK_FULL, "the disk is full, try again later");
      case OVERLOADED ->
          new Refusal(Reason.OVERLOADED, "more comes than the disk can take, try again later");
      case CLOSED -> new Refusal(Reason.STOPPING, "the server is stopping, try again later");
      case STORAGE -> new Refusal(Reason.STORAGE, "the disk failed, try again later");
    };
  }

  private CompletableFuture<Long> append(int partition, Batch batch, Entry entry) {
    return log.append(
        partition,
        entry,
        (offset, written) ->
            sink.append(batch, new Durable(partition, offset, written, entry.receiver())));
  }

  private Entry anew(Submission submission, Batch rows, long receivedNanos) {
    byte[] payload = codec.encode(rows);
    return new Entry(
        submission.signal(),
        Encoding.OTLP_PROTOBUF.tag(),
        submission.tenant(),
        submission.receiver(),
        receivedNanos,
        payload,
        0,
        payload.length);
  }

  private static Entry asReceived(Submission submission, Body body, long receivedNanos) {
    return new Entry(
        submission.signal(),
        submission.encoding().tag(),
        submission.tenant(),
        submission.receiver(),
        receivedNanos,
        body.bytes(),
        0,
        body.length());
  }
}
