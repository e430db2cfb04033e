package dev.clew.bench.load;

import dev.clew.bench.template.Payload;
import dev.clew.bench.template.PayloadSource;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One connection and the thread that sends on it. A refused body is sent again after the time that
/// the server asks for.
final class Worker {
  private static final long DEFAULT_BACK_OFF_MILLIS = 100;
  private static final long MAX_BACK_OFF_MILLIS = 30_000;
  private static final long RECONNECT_MILLIS = 200;
  private static final long SHED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TemplateSet set;
  private final PayloadSource source;
  private final Connection.Opener opener;
  private @Nullable Connection connection;
  private Ledger ledger = new Ledger();
  private LatencyHistogram latency = new LatencyHistogram();

  Worker(TemplateSet set, PayloadSource source, Connection.Opener opener) {
    this.set = set;
    this.source = source;
    this.opener = opener;
  }

  void startPhase() {
    ledger = new Ledger();
    latency = new LatencyHistogram();
  }

  Ledger ledger() {
    return ledger;
  }

  LatencyHistogram latency() {
    return latency;
  }

  void closedLoop(AtomicLong next, long end, long deadlineNanos) throws InterruptedException {
    while (System.nanoTime() < deadlineNanos) {
      long sequence = next.getAndUpdate(number -> number < end ? number + 1 : number);
      if (sequence >= end) {
        return;
      }
      sendUntilTaken(sequence, System.nanoTime(), deadlineNanos);
    }
  }

  void openLoop(AtomicLong next, Pace pace) throws InterruptedException {
    while (true) {
      long sequence = next.getAndIncrement();
      long due = pace.dueNanos(sequence);
      if (pace.isOver(due)) {
        return;
      }
      Pace.waitUntil(due);
      if (System.nanoTime() - due > SHED_AFTER_NANOS) {
        ledger.shed(set.spansOf(sequence));
      } else {
        sendUntilTaken(sequence, due, due + SHED_AFTER_NANOS);
      }
    }
  }

  /// As the open loop, but over with the first request that gets no answer.
  void untilFailure(AtomicLong next, Pace pace) throws InterruptedException {
    while (ledger.unknownSpans() == 0) {
      long sequence = next.getAndIncrement();
      long due = pace.dueNanos(sequence);
      if (pace.isOver(due)) {
        return;
      }
      Pace.waitUntil(due);
      sendUntilTaken(sequence, due, System.nanoTime());
    }
  }

  private void sendUntilTaken(long sequence, long fromNanos, long giveUpNanos)
      throws InterruptedException {
    while (true) {
      long backOffMillis = send(sequence, fromNanos);
      if (backOffMillis <= 0) {
        return;
      }
      Thread.sleep(Math.min(backOffMillis, MAX_BACK_OFF_MILLIS));
      if (System.nanoTime() >= giveUpNanos) {
        return;
      }
    }
  }

  /// Milliseconds after which the body may be sent again; 0 if it must not.
  private long send(long sequence, long fromNanos) throws InterruptedException {
    int spans = set.spansOf(sequence);
    Payload payload = source.payload(sequence);
    ledger.offered(sequence, spans, payload.length());
    try {
      Connection open = connection();
      return switch (open.send(payload)) {
        case Reply.Accepted(var refusedSpans) -> {
          ledger.acknowledged(sequence, spans, refusedSpans);
          latency.record(System.nanoTime() - fromNanos);
          yield 0;
        }
        case Reply.Refused(var code, var isRetryable, var retryAfterMillis) -> {
          ledger.refused(code, spans);
          yield isRetryable ? retryAfterMillis > 0 ? retryAfterMillis : DEFAULT_BACK_OFF_MILLIS : 0;
        }
      };
    } catch (IOException e) {
      ledger.unknown(spans, e instanceof SocketTimeoutException);
      close();
      Thread.sleep(RECONNECT_MILLIS);
      return 0;
    }
  }

  private Connection connection() throws IOException {
    Connection open = connection;
    if (open == null) {
      open = opener.open();
      connection = open;
    }
    return open;
  }

  void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // nothing more is sent on it
      }
    }
  }
}
