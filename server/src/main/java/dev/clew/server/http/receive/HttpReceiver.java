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
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the body of a plain HTTP request and submits it.
final class HttpReceiver {
  private final Intake intake;
  private final Reception reception;

  HttpReceiver(Intake intake, Reception reception) {
    this.intake = intake;
    this.reception = reception;
  }

  /// The status of HTTP that a refusal has here.
  int status(Refusal refusal) {
    return refusal.reason() == Reason.TOO_LARGE ? reception.tooLargeStatus() : refusal.httpStatus();
  }

  CompletableFuture<Receipt> receive(
      ServiceRequestContext context, HttpRequest request, Signal signal, Encoding encoding) {
    String packing = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    Compression compression = Compression.of(packing);
    if (compression == null || !isTaken(packing)) {
      return CompletableFuture.completedFuture(
          refused(
              new Refusal(
                  Reason.UNSUPPORTED_COMPRESSION,
                  "Content-Encoding %s is not supported, use one of %s"
                      .formatted(packing == null ? "identity" : packing, accepted()))));
    }
    MemoryBudget.Lease lease = intake.budget().lease();
    return BodyReader.readAll(
            context, request, compression, reception.unpacking().maxBytes(), lease)
        .thenCompose(received ->
            switch (received) {
              case Received.Refused(var refusal) ->
                  CompletableFuture.completedFuture(refused(refusal));
              case Body body ->
                  intake.submit(
                      new Submission(
                          signal,
                          encoding,
                          "",
                          reception.name(),
                          body,
                          reception.unpacking(),
                          context::isCancelled));
            })
        .whenComplete((_, _) -> lease.close());
  }

  private boolean isTaken(@Nullable String packing) {
    String coding = packing == null ? "" : packing.strip().toLowerCase(Locale.ROOT);
    return reception
        .codings()
        .contains(
            switch (coding) {
              case "identity" -> "";
              case "x-gzip" -> "gzip";
              default -> coding;
            });
  }

  private String accepted() {
    return Reception.ALL_CODINGS.stream()
        .filter(reception.codings()::contains)
        .map(coding -> coding.isEmpty() ? "identity" : coding)
        .collect(Collectors.joining(", "));
  }

  private Receipt refused(Refusal refusal) {
    intake.counters().refused(refusal);
    return new Receipt.Refused(refusal);
  }
}
