package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's semantic conventions that say something about auth without HTTP: the status
/// codes UNAUTHENTICATED and PERMISSION_DENIED of gRPC servers, and the events `session.start` and
/// `session.end`.
final class ConventionSpans implements SpanNormaliser, LogNormaliser {
  @Override
  public SpanNormaliser.@Nullable Reader open(SpanBatch batch, Rows rows) {
    if (!rows.has(Key.RPC_STATUS)
        && !rows.has(Key.RPC_STATUS_NEW)
        && !rows.has(Key.RPC_GRPC_STATUS)) {
      return null;
    }
    return (row, facts) -> {
      if (batch.kind(row) != SpanKind.SERVER) {
        return;
      }
      Attributes attributes = batch.attributes();
      String code =
          rows.text(attributes, row, Key.RPC_STATUS, Key.RPC_STATUS_NEW, Key.RPC_GRPC_STATUS);
      boolean isUnauthenticated = "UNAUTHENTICATED".equals(code) || "16".equals(code);
      boolean isDenied = "PERMISSION_DENIED".equals(code) || "7".equals(code);
      if (isUnauthenticated || isDenied) {
        Fact fact = Facts.ofSpan(batch, row, rows, Provider.CONVENTIONS);
        Facts.describe(fact, rows, attributes, row);
        fact.set(Part.ROUTE, rows.text(attributes, row, Key.RPC_METHOD));
        fact.fill(Part.ROUTE, rows.text(batch.name(row)));
        fact.set(Part.RESOURCE, fact.get(Part.ROUTE));
        fact.operation = isDenied ? Operation.AUTHORIZE : Operation.TOKEN_VALIDATE;
        fact.result = Result.FAILURE;
        fact.reason = isDenied ? Reason.ACCESS_DENIED : Reason.INVALID_TOKEN;
        fact.decision = isDenied ? AuthEvent.Decision.DENY : AuthEvent.Decision.NONE;
        facts.accept(fact);
      }
    };
  }

  @Override
  public LogNormaliser.@Nullable Reader open(LogBatch batch, Rows rows) {
    int start = rows.id("session.start");
    int end = rows.id("session.end");
    if ((start < 0 && end < 0) || !rows.has(Key.SESSION_ID)) {
      return null;
    }
    return (row, facts) -> {
      int name = batch.eventName(row);
      if (name != 0
          && (name == start || name == end)
          && rows.has(batch.attributes(), row, Key.SESSION_ID)) {
        Fact fact = Facts.ofLog(batch, row, rows, Provider.CONVENTIONS);
        Facts.describe(fact, rows, batch.attributes(), row);
        fact.operation = Operation.SESSION;
        fact.result = Result.SUCCESS;
        fact.set(Part.FAMILY, rows.text(batch.attributes(), row, Key.SESSION_PREVIOUS_ID));
        facts.accept(fact);
      }
    };
  }
}
