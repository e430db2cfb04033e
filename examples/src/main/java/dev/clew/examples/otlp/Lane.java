package dev.clew.examples.otlp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The way of one signal to the server: a bounded queue and one thread that empties it in order.
///
/// The thread stays with a parcel until the server has taken or refused it. `finish` asks it to
/// empty the queue and go; `abandon` asks it to go at once.
final class Lane implements Runnable {
  private static final Logger LOG = System.getLogger(Lane.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final HttpClient http;
  private final URI url;
  private final InstantSource clock;
  private final BlockingQueue<Parcel> queue;
  private final CountDownLatch finishing = new CountDownLatch(1);
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private volatile boolean isDropping;

  Lane(HttpClient http, URI url, InstantSource clock, int capacity) {
    this.http = http;
    this.url = url;
    this.clock = clock;
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /// Queues the parcel; when there is no room it is dropped, and that is counted.
  boolean offer(Parcel parcel) {
    boolean isOpen = finishing.getCount() > 0;
    if (isOpen && queue.offer(parcel)) {
      return true;
    }
    drop(parcel);
    if (isOpen && !isDropping) {
      isDropping = true;
      LOG.log(Level.WARNING, "queue full, dropping: url={0}", url);
    }
    return false;
  }

  /// Queues the parcel, waiting for room for as long as the lane is open.
  void put(Parcel parcel) throws InterruptedException {
    while (finishing.getCount() > 0) {
      if (queue.offer(parcel, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    drop(parcel);
  }

  @Override
  public void run() {
    try {
      for (Parcel parcel = next(); parcel != null; parcel = next()) {
        deliver(parcel);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      queue.forEach(this::drop);
    }
  }

  void finish() {
    finishing.countDown();
  }

  void abandon() {
    finishing.countDown();
    abandoned.countDown();
  }

  long accepted() {
    return accepted.get();
  }

  long refused() {
    return refused.get();
  }

  long dropped() {
    return dropped.get();
  }

  long retries() {
    return retries.get();
  }

  private @Nullable Parcel next() throws InterruptedException {
    while (abandoned.getCount() > 0) {
      Parcel parcel = queue.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      if (parcel != null) {
        return parcel;
      }
      if (finishing.getCount() == 0) {
        return null;
      }
    }
    return null;
  }

  private void deliver(Parcel parcel) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      switch (post(parcel)) {
        case Answer.Accepted(long rejected) -> {
          countAccepted(parcel, rejected);
          return;
        }
        case Answer.Refused(int status) -> {
          refused.addAndGet(parcel.items());
          LOG.log(Level.WARNING, "parcel refused: url={0} status={1}", url, status);
          return;
        }
        case Answer.TryAgain(Duration asked) -> {
          if (abandonedWithin(shorter(asked == null ? pause : asked, LONGEST_PAUSE))) {
            drop(parcel);
            return;
          }
          retries.incrementAndGet();
          pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    }
  }

  private Answer post(Parcel parcel) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(parcel.publisher())
            .build();
    try {
      return Answer.of(http.send(request, BodyHandlers.ofByteArray()), clock.instant());
    } catch (IOException _) {
      return new Answer.TryAgain(null);
    }
  }

  private void countAccepted(Parcel parcel, long rejected) {
    refused.addAndGet(rejected);
    accepted.addAndGet(parcel.items() - rejected);
    parcel.reportAccepted();
    if (isDropping) {
      isDropping = false;
      LOG.log(Level.WARNING, "queue has room again: url={0} dropped={1}", url, dropped.get());
    }
  }

  private boolean abandonedWithin(Duration pause) throws InterruptedException {
    return abandoned.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void drop(Parcel parcel) {
    dropped.addAndGet(parcel.items());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
