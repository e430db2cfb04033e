package dev.clew.server.http.receive;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.Signal;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.answer.Refusal.Reason;
import dev.clew.server.http.body.Body;
import dev.clew.server.http.body.BodyReader;
import dev.clew.server.http.body.Compression;
import dev.clew.server.http.body.MemoryBudget;
import dev.clew.server.http.body.Received;
import java.util.concurrent.CompletableFuture;

/// Reads the body of a plain HTTP request and submits it.
final class HttpReceiver {
  private final Intake intake;
  private final String receiver;

  /// @param receiver as which it takes requests; empty for the default one
  HttpReceiver(Intake intake, String receiver) {
    this.receiver = receiver;
    this.intake = intake;
  }

  CompletableFuture<Receipt> receive(
      ServiceRequestContext context, HttpRequest request, Signal signal, Encoding encoding) {
    String packing = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    Compression compression = Compression.of(packing);
    if (compression == null) {
      return CompletableFuture.completedFuture(
          refused(
              new Refusal(
                  Reason.UNSUPPORTED_COMPRESSION,
                  "Content-Encoding %s is not supported, use one of %s"
                      .formatted(packing, Compression.ACCEPTED))));
    }
    MemoryBudget.Lease lease = intake.budget().lease();
    return BodyReader.readAll(
            context, request, compression, intake.options().maxRequestBytes(), lease)
        .thenCompose(received ->
            switch (received) {
              case Received.Refused(var refusal) ->
                  CompletableFuture.completedFuture(refused(refusal));
              case Body body ->
                  intake.submit(
                      new Submission(signal, encoding, "", receiver, body, context::isCancelled));
            })
        .whenComplete((_, _) -> lease.close());
  }

  private Receipt refused(Refusal refusal) {
    intake.counters().refused(refusal);
    return new Receipt.Refused(refusal);
  }
}
