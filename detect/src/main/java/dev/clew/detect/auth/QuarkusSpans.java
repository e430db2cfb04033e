package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import org.jspecify.annotations.Nullable;

/// Quarkus: its security events as span events, named `quarkus.security.…`.
final class QuarkusSpans implements SpanNormaliser {
  private static final String PREFIX = "quarkus.security.";
  private static final String[] NAMES = {
    "authentication.success",
    "authentication.failure",
    "authorization.success",
    "authorization.failure"
  };

  @Override
  public @Nullable Reader open(SpanBatch batch, Rows rows) {
    int[] ids = new int[NAMES.length];
    boolean isAny = false;
    for (int i = 0; i < NAMES.length; i++) {
      ids[i] = rows.id(PREFIX + NAMES[i]);
      isAny |= ids[i] >= 0;
    }
    if (!isAny) {
      return null;
    }
    return (row, facts) -> {
      SpanEvents events = batch.events();
      for (int event = events.start(row); event < events.end(row); event++) {
        for (int i = 0; i < ids.length; i++) {
          if (events.name(event) == ids[i]) {
            facts.accept(read(batch, row, event, rows, i));
          }
        }
      }
    };
  }

  private static Fact read(SpanBatch batch, int row, int event, Rows rows, int which) {
    Fact fact = Facts.ofEvent(batch, row, event, rows, Provider.QUARKUS);
    Attributes attributes = batch.events().attributes();
    boolean isAnonymous = "true".equals(rows.text(attributes, event, Key.QUARKUS_ANONYMOUS));
    if (!isAnonymous) {
      fact.set(Part.USER, rows.text(attributes, event, Key.QUARKUS_PRINCIPAL));
    }
    fact.set(Part.PERMISSION, rows.text(attributes, event, Key.QUARKUS_CONTEXT));
    String failure = rows.text(attributes, event, Key.QUARKUS_FAILURE);
    boolean isBearer = rows.has(batch.attributes(), row, Key.AUTHORIZATION);
    fact.operation =
        which >= 2 ? Operation.AUTHORIZE : isBearer ? Operation.TOKEN_VALIDATE : Operation.LOGIN;
    if (which % 2 == 0) {
      fact.result = Result.SUCCESS;
      fact.decision = which == 2 ? AuthEvent.Decision.PERMIT : AuthEvent.Decision.NONE;
      return fact;
    }
    fail(fact, failure == null ? "" : failure, isBearer, isAnonymous);
    return fact;
  }

  private static void fail(Fact fact, String failure, boolean isBearer, boolean isAnonymous) {
    String name = failure.substring(failure.lastIndexOf('.') + 1);
    boolean isDecision = fact.operation == Operation.AUTHORIZE;
    if (name.equals("UnauthorizedException") || (isDecision && isAnonymous)) {
      fact.result = Result.CHALLENGE;
      fact.reason = Reason.UNAUTHENTICATED;
      fact.decision = AuthEvent.Decision.UNAUTHENTICATED;
    } else if (isDecision) {
      fact.result = Result.FAILURE;
      fact.reason = Reason.ACCESS_DENIED;
      fact.decision = AuthEvent.Decision.DENY;
    } else {
      fact.result = Result.FAILURE;
      fact.reason = isBearer ? Reason.INVALID_TOKEN : Reason.BAD_CREDENTIALS;
    }
    fact.set(Part.DETAIL, name);
  }
}
