package dev.clew.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts requests so that a stop can wait for them, and refuses new ones meanwhile.
final class RequestsInFlight {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition isEmpty = lock.newCondition();
  private long count;
  private boolean isStopping;

  HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    if (!begin()) {
      var _ = context.initiateConnectionShutdown();
      return ErrorAnswers.refused(
          request.headers(), new Refusal(Reason.STOPPING, "the server is stopping"));
    }
    var _ = context.log().whenAvailable(RequestLogProperty.RESPONSE_END_TIME).thenRun(this::end);
    return service.serve(context, request);
  }

  /// Refuses new requests and waits until none is left; false when the time ran out.
  boolean stop(Duration timeout) throws InterruptedException {
    long remaining = timeout.toNanos();
    lock.lock();
    try {
      isStopping = true;
      while (count > 0 && remaining > 0) {
        remaining = isEmpty.awaitNanos(remaining);
      }
      return count == 0;
    } finally {
      lock.unlock();
    }
  }

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  boolean isStopping() {
    lock.lock();
    try {
      return isStopping;
    } finally {
      lock.unlock();
    }
  }

  private boolean begin() {
    lock.lock();
    try {
      if (!isStopping) {
        count++;
      }
      return !isStopping;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      count--;
      isEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
