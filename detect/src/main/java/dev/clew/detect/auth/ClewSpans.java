package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The `auth.*` schema: on spans as the article and our library write them, and on log records of
/// the event `clew.auth`. Only `auth.result` or `auth.decision` makes a record a fact; a span that
/// is merely named `auth.token_validate` is none.
final class ClewSpans implements SpanNormaliser, LogNormaliser {
  private static final int MAX_DETAIL = 256;

  @Override
  public SpanNormaliser.@Nullable Reader open(SpanBatch batch, Rows rows) {
    if (!rows.has(Key.AUTH_RESULT) && !rows.has(Key.AUTH_DECISION)) {
      return null;
    }
    return (row, facts) -> {
      if (says(rows, batch.attributes(), row)) {
        Fact fact = Facts.ofSpan(batch, row, rows, Provider.CLEW);
        fill(fact, rows, batch.attributes(), row, rows.text(batch.name(row)));
        give(fact, facts);
      }
    };
  }

  @Override
  public LogNormaliser.@Nullable Reader open(LogBatch batch, Rows rows) {
    int event = rows.id("clew.auth");
    if (event < 0) {
      return null;
    }
    return (row, facts) -> {
      if (batch.eventName(row) == event && says(rows, batch.attributes(), row)) {
        Fact fact = Facts.ofLog(batch, row, rows, Provider.CLEW);
        fill(fact, rows, batch.attributes(), row, "");
        give(fact, facts);
      }
    };
  }

  private static boolean says(Rows rows, Attributes attributes, int row) {
    return rows.has(attributes, row, Key.AUTH_RESULT)
        || rows.has(attributes, row, Key.AUTH_DECISION);
  }

  private static void give(Fact fact, Consumer<Fact> facts) {
    if (fact.result != Result.UNKNOWN) {
      facts.accept(fact);
    }
  }

  private static void fill(Fact fact, Rows rows, Attributes attributes, int row, String name) {
    Facts.describe(fact, rows, attributes, row);
    String operation = rows.text(attributes, row, Key.AUTH_OPERATION);
    fact.operation = Operation.of(operation != null ? operation : name);
    fact.set(Part.METHOD, rows.text(attributes, row, Key.AUTH_METHOD));
    fact.set(Part.CLIENT, rows.text(attributes, row, Key.AUTH_CLIENT_ID));
    fact.set(Part.TOKEN, rows.text(attributes, row, Key.AUTH_TOKEN_HASH));
    fact.set(Part.FAMILY, rows.text(attributes, row, Key.AUTH_TOKEN_FAMILY));
    fact.set(Part.RESOURCE, rows.text(attributes, row, Key.AUTH_RESOURCE, Key.HTTP_TARGET));
    fact.set(Part.RESOURCE_TYPE, rows.text(attributes, row, Key.AUTH_RESOURCE_TYPE));
    fact.set(Part.PERMISSION, rows.text(attributes, row, Key.AUTH_POLICY, Key.AUTH_PERMISSION));
    fact.set(Part.HTTP_METHOD, rows.text(attributes, row, Key.AUTH_ACTION));
    String known = rows.text(attributes, row, Key.AUTH_USER_KNOWN);
    if (known != null) {
      fact.isUserStateSaid = true;
      fact.userState =
          known.equals("false") ? AuthEvent.UserState.UNKNOWN : AuthEvent.UserState.KNOWN;
    }
    judge(fact, rows, attributes, row);
  }

  private static void judge(Fact fact, Rows rows, Attributes attributes, int row) {
    String result = rows.text(attributes, row, Key.AUTH_RESULT);
    String decision = rows.text(attributes, row, Key.AUTH_DECISION);
    fact.result = Result.of(result == null ? decisionOf(decision) : result);
    String reason = rows.text(attributes, row, Key.AUTH_FAILURE_REASON, Key.ERROR_TYPE);
    if (reason != null && fact.result != Result.SUCCESS) {
      fact.reason = Phrases.reasonOf(reason);
      String detail = rows.text(attributes, row, Key.AUTH_FAILURE_DETAIL);
      String said = detail == null ? reason : detail;
      fact.set(Part.DETAIL, said.substring(0, Math.min(MAX_DETAIL, said.length())));
    }
    if (fact.result == Result.FAILURE && fact.reason == Reason.NONE) {
      fact.reason = fact.operation.isLogin() ? Reason.BAD_CREDENTIALS : Reason.OTHER;
    }
    String algorithm = rows.text(attributes, row, Key.AUTH_TOKEN_ALG);
    if (algorithm != null && algorithm.equalsIgnoreCase("none")) {
      fact.reason = Reason.ALG_NONE;
    }
    if (fact.operation.isDecision()) {
      fact.decision = decided(fact);
    }
  }

  private static String decisionOf(@Nullable String decision) {
    return decision == null ? "" : decision;
  }

  private static AuthEvent.Decision decided(Fact fact) {
    return switch (fact.result) {
      case SUCCESS -> AuthEvent.Decision.PERMIT;
      case CHALLENGE -> AuthEvent.Decision.UNAUTHENTICATED;
      case FAILURE -> denial(fact.reason);
      case ERROR, UNKNOWN -> AuthEvent.Decision.NONE;
    };
  }

  /// A token that is refused where a decision was asked for is no denial of a permission.
  private static AuthEvent.Decision denial(Reason reason) {
    if (reason == Reason.UNAUTHENTICATED) {
      return AuthEvent.Decision.UNAUTHENTICATED;
    }
    return (reason.kind() == Reason.Kind.TOKEN || reason.kind() == Reason.Kind.CREDENTIAL)
        ? AuthEvent.Decision.NONE
        : AuthEvent.Decision.DENY;
  }
}
