package dev.clew.server.http.receive;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Repairs;
import dev.clew.ingest.log.LogException;
import dev.clew.ingest.log.RequestLog;
import dev.clew.model.Batch;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import dev.clew.server.http.body.Body;
import dev.clew.server.http.body.Compression;
import dev.clew.server.http.body.MemoryBudget;
import dev.clew.server.http.body.Received;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests from the endpoints: unpack, decode, log, hand over, answer.
///
/// Small bodies are decoded on the thread that submits them, large ones on a few workers. Nothing
/// here blocks; the future of a request is completed by the log.
public final class Intake implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Intake.class);

  private final Codec codec;
  private final Journal journal;
  private final Supplier<@Nullable String> pressure;
  private final ReceiveOptions options;
  private final IngestCounters counters;
  private final InstantSource clock;
  private final MemoryBudget budget;
  private final Workers workers;

  /// @param pressure why nothing new should be taken at the moment; null if it may
  public Intake(
      Codec codec,
      RequestLog log,
      BatchSink sink,
      Supplier<@Nullable String> pressure,
      ReceiveOptions options,
      IngestCounters counters,
      InstantSource clock) {
    this.codec = codec;
    this.journal = new Journal(codec, log, sink);
    this.pressure = pressure;
    this.options = options;
    this.counters = counters;
    this.clock = clock;
    this.budget = new MemoryBudget(options.inFlightBytes());
    counters.watch(budget);
    this.workers = new Workers(options.workers(), options.waiting());
  }

  /// What the bodies of all requests may hold together.
  public MemoryBudget budget() {
    return budget;
  }

  public ReceiveOptions options() {
    return options;
  }

  public IngestCounters counters() {
    return counters;
  }

  /// Takes one request. The future never fails; it completes when the request is durable or it is
  /// clear that it will not be. The caller closes the lease of the body after that.
  public CompletableFuture<Receipt> submit(Submission submission) {
    long startNanos = System.nanoTime();
    counters.received(submission.signal(), submission.body().length());
    return CompletableFuture.completedFuture(submission)
        .thenCompose(this::begin)
        .exceptionally(failure -> failed(submission, failure))
        .thenApply(receipt -> counted(submission, receipt, System.nanoTime() - startNanos));
  }

  /// Decodes what the log holds from these offsets on, one for each partition, and gives it to a
  /// sink as if it had just come.
  public void replay(long[] fromOffsets, BatchSink sink) {
    Replay replay = new Replay(codec, sink, counters);
    journal.log().readAll(fromOffsets, replay);
  }

  /// Ends the workers, after what they have begun.
  @Override
  public void close() {
    workers.close();
  }

  private CompletableFuture<Receipt> begin(Submission submission) {
    String obstacle = pressure.get();
    if (obstacle != null) {
      return refused(Reason.OVERLOADED, obstacle);
    }
    if (isSmall(submission.body())) {
      return process(submission);
    }
    return CompletableFuture.completedFuture(submission).thenComposeAsync(this::process, workers);
  }

  private boolean isSmall(Body body) {
    return body.length()
        <= (body.compression() == Compression.NONE
            ? options.inlineBytes()
            : options.inlinePackedBytes());
  }

  private CompletableFuture<Receipt> process(Submission submission) {
    if (submission.isAbandoned().getAsBoolean()) {
      return refused(Reason.CANCELLED, "the client went away");
    }
    return switch (submission.unpacking().unpack(submission.body())) {
      case Received.Refused(var refusal) ->
          CompletableFuture.completedFuture(new Receipt.Refused(refusal));
      case Body body -> decode(submission, body);
    };
  }

  private CompletableFuture<Receipt> decode(Submission submission, Body body) {
    long receivedNanos = epochNanos(clock.instant());
    Decoded<? extends Batch> decoded =
        codec.decode(
            submission.signal(),
            submission.encoding(),
            body.bytes(),
            0,
            body.length(),
            receivedNanos);
    return switch (decoded) {
      case Decoded.Refused<?>(_, var message) -> refused(Reason.MALFORMED, message);
      case Decoded.Accepted<? extends Batch>(var batch, var rejected, var message, var repairs) -> {
        counters.repaired(repairs);
        Receipt.Accepted receipt =
            new Receipt.Accepted(batch.size(), rejected, messageOf(rejected, message, repairs));
        yield journal.keep(submission, body, batch, receivedNanos).thenApply(_ -> receipt);
      }
    };
  }

  /// What the sender should read: what was rejected, else what was changed.
  private static String messageOf(long rejected, String message, Repairs repairs) {
    if (rejected > 0 || repairs.total() == 0) {
      return message;
    }
    return "all kept, with %d values cut, dropped or repaired at a limit"
        .formatted(repairs.total());
  }

  private Receipt failed(Submission submission, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new Receipt.Refused(
        switch (cause) {
          case LogException refused -> Journal.refusal(refused);
          case RejectedExecutionException _ ->
              new Refusal(Reason.OVERLOADED, "too many large requests wait, try again later");
          case null, default -> {
            logger
                .atError()
                .addKeyValue("signal", submission.signal())
                .addKeyValue("encoding", submission.encoding())
                .setCause(failure)
                .log("request failed");
            yield new Refusal(Reason.INTERNAL, "internal error");
          }
        });
  }

  private Receipt counted(Submission submission, Receipt receipt, long nanos) {
    switch (receipt) {
      case Receipt.Refused(var refusal) -> counters.refused(refusal);
      case Receipt.Accepted(var kept, var rejected, _) ->
          counters.acknowledged(submission.signal(), kept, rejected, nanos);
    }
    return receipt;
  }

  private static CompletableFuture<Receipt> refused(Reason reason, String message) {
    return CompletableFuture.completedFuture(new Receipt.Refused(new Refusal(reason, message)));
  }

  private static long epochNanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
