package dev.clew.server.http.body;

import com.linecorp.armeria.common.ByteBufAccessMode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.stream.SubscriptionOption;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Copies a request body into one array while it arrives, on the event loop of the request.
public final class BodyReader implements Subscriber<HttpObject> {
  private final ServiceRequestContext context;
  private final Framing framing;
  private final MemoryBudget.Lease lease;
  private final CompletableFuture<Received> received = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  private BodyReader(ServiceRequestContext context, Framing framing, MemoryBudget.Lease lease) {
    this.context = context;
    this.framing = framing;
    this.lease = lease;
  }

  /// Reads the whole body of a plain HTTP request.
  ///
  /// @param maxBytes greatest length on the wire
  public static CompletableFuture<Received> readAll(
      ServiceRequestContext context,
      HttpRequest request,
      Compression compression,
      long maxBytes,
      MemoryBudget.Lease lease) {
    long announced = request.headers().getLong(HttpHeaderNames.CONTENT_LENGTH, -1);
    if (announced > maxBytes) {
      request.abort();
      return CompletableFuture.completedFuture(
          new Received.Refused(
              new Refusal(Reason.TOO_LARGE, "body is larger than %d bytes".formatted(maxBytes))));
    }
    return read(
        context, request, new Framing.Whole(maxBytes, announced, compression, lease), lease);
  }

  /// Reads the one message of a gRPC call.
  ///
  /// @param maxBytes greatest length of the message on the wire
  public static CompletableFuture<Received> readMessage(
      ServiceRequestContext context,
      HttpRequest request,
      Compression compression,
      long maxBytes,
      MemoryBudget.Lease lease) {
    return read(context, request, new Framing.Message(maxBytes, compression, lease), lease);
  }

  private static CompletableFuture<Received> read(
      ServiceRequestContext context,
      HttpRequest request,
      Framing framing,
      MemoryBudget.Lease lease) {
    BodyReader reader = new BodyReader(context, framing, lease);
    request.subscribe(reader, context.eventLoop(), SubscriptionOption.WITH_POOLED_OBJECTS);
    return reader.received;
  }

  @Override
  public void onSubscribe(Subscription itsSubscription) {
    subscription = itsSubscription;
    itsSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(HttpObject object) {
    if (object instanceof HttpData data) {
      try (data) {
        if (!received.isDone()) {
          take(data.byteBuf(ByteBufAccessMode.DUPLICATE));
        }
      }
    }
  }

  @Override
  public void onError(Throwable cause) {
    Refusal refusal =
        context.isTimedOut()
            ? new Refusal(Reason.TIMED_OUT, "the body came too slowly")
            : new Refusal(Reason.CANCELLED, "the client went away");
    received.complete(new Received.Refused(refusal));
  }

  @Override
  public void onComplete() {
    received.complete(framing.end(lease));
  }

  private void take(ByteBuf data) {
    Refusal refusal = framing.take(data);
    if (refusal != null) {
      received.complete(new Received.Refused(refusal));
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }
}
