package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// SERVER spans: the request that other facts belong to, and, by route and status alone, a fact of
/// the lowest rank. The status of the span says nothing here, since servers leave it unset on a
/// 4xx.
///
/// Every SERVER span is handed on; one that says nothing by itself has no result.
final class HttpServers implements SpanNormaliser {
  private static final Pattern LOGIN =
      Pattern.compile(
          "(^|/)(log-?in|sign-?in|authenticate|sessions?|j_security_check)(/|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TOKEN =
      Pattern.compile("/(token|oauth2?/(v\\d/)?token|connect/token)/?$", Pattern.CASE_INSENSITIVE);
  private static final Pattern MFA =
      Pattern.compile("/(mfa|otp|totp|2fa)(/|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern RECOVERY =
      Pattern.compile(
          "/(forgot|forgot-password|reset-password|password-reset|recovery)(/|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REGISTRATION =
      Pattern.compile("/(register|registration|sign-?up)(/|$)", Pattern.CASE_INSENSITIVE);
  private static final int REMEMBERED = 4_096;

  private final Map<String, Operation> classes = new HashMap<>();

  @Override
  public Reader open(SpanBatch batch, Rows rows) {
    return (row, facts) -> {
      if (batch.kind(row) == SpanKind.SERVER) {
        read(batch, row, rows, facts);
      }
    };
  }

  private void read(SpanBatch batch, int row, Rows rows, Consumer<Fact> facts) {
    Attributes attributes = batch.attributes();
    Fact fact = Facts.ofSpan(batch, row, rows, Provider.HTTP);
    Facts.describe(fact, rows, attributes, row);
    fact.fill(Part.CLIENT_ADDRESS, rows.text(attributes, row, Key.NET_PEER_NAME));
    fact.serverSpanId = fact.spanId;
    fact.status = status(rows, attributes, row);
    fact.set(Part.ROUTE, rows.text(attributes, row, Key.HTTP_ROUTE, Key.URI));
    String path =
        rows.text(attributes, row, Key.URL_PATH, Key.HTTP_TARGET, Key.HTTP_URL, Key.HTTP_ROUTE);
    fact.set(Part.RESOURCE, path == null ? null : pathOf(path));
    fact.set(
        Part.HTTP_METHOD,
        rows.text(attributes, row, Key.HTTP_METHOD, Key.HTTP_METHOD_OLD, Key.METHOD));
    if (fact.status != 0) {
      String route = fact.get(Part.ROUTE);
      boolean isUnmatched = route.isEmpty() || route.equals("UNKNOWN");
      judge(fact, operation(isUnmatched ? fact.get(Part.RESOURCE) : route), rows, attributes, row);
    }
    facts.accept(fact);
  }

  private static int status(Rows rows, Attributes attributes, int row) {
    int status = rows.number(attributes, row, Key.HTTP_STATUS);
    status = status == 0 ? rows.number(attributes, row, Key.HTTP_STATUS_OLD) : status;
    return status == 0 ? rows.number(attributes, row, Key.STATUS) : status;
  }

  /// The path of a target or URL, without query and fragment.
  private static String pathOf(String target) {
    int scheme = target.indexOf("://");
    int start = scheme < 0 ? 0 : Math.max(0, target.indexOf('/', scheme + 3));
    int end = start;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    return target.substring(start, end);
  }

  private Operation operation(String route) {
    Operation known = classes.get(route);
    if (known == null) {
      known = classify(route);
      if (classes.size() < REMEMBERED) {
        classes.put(route, known);
      }
    }
    return known;
  }

  private static Operation classify(String route) {
    if (TOKEN.matcher(route).find()) {
      return Operation.TOKEN_ISSUE;
    }
    if (MFA.matcher(route).find()) {
      return Operation.MFA;
    }
    if (RECOVERY.matcher(route).find()) {
      return Operation.RECOVERY;
    }
    if (REGISTRATION.matcher(route).find()) {
      return Operation.REGISTRATION;
    }
    return LOGIN.matcher(route).find() ? Operation.LOGIN : Operation.OTHER;
  }

  private static void judge(
      Fact fact, Operation operation, Rows rows, Attributes attributes, int row) {
    boolean isPost = fact.get(Part.HTTP_METHOD).toUpperCase(Locale.ROOT).equals("POST");
    if (operation != Operation.OTHER && isPost) {
      fact.operation = operation;
      judgeLogin(fact, rows.text(attributes, row, Key.LOCATION));
    } else {
      judgeOther(fact, rows.text(attributes, row, Key.AUTHORIZATION));
    }
    if (fact.result != Result.UNKNOWN) {
      fact.flags |= AuthEvent.Flag.HEURISTIC.bit();
    }
  }

  private static void judgeLogin(Fact fact, @Nullable String location) {
    int status = fact.status;
    if (status >= 500) {
      fact.result = Result.ERROR;
      fact.reason = status == 504 ? Reason.TIMEOUT : Reason.INTERNAL;
    } else if (status >= 400) {
      fact.reason =
          switch (status) {
            case 400, 401 -> Reason.BAD_CREDENTIALS;
            case 403 -> Reason.ACCESS_DENIED;
            case 423 -> Reason.LOCKED;
            case 429 -> Reason.RATE_LIMITED;
            default -> Reason.OTHER;
          };
      fact.result = fact.reason == Reason.OTHER ? Result.UNKNOWN : Result.FAILURE;
    } else if (status >= 300) {
      fact.result = redirected(location);
      fact.reason = fact.result == Result.FAILURE ? Reason.BAD_CREDENTIALS : Reason.NONE;
    } else if (status >= 200) {
      fact.result = Result.SUCCESS;
    }
    if (fact.operation == Operation.MFA && fact.reason == Reason.BAD_CREDENTIALS) {
      fact.reason = Reason.OTP_INVALID;
    }
  }

  /// Form logins redirect both ways; only where to tells them apart.
  private static Result redirected(@Nullable String location) {
    if (location == null) {
      return Result.UNKNOWN;
    }
    String low = location.toLowerCase(Locale.ROOT);
    boolean isBack = low.contains("error") || low.contains("fail") || LOGIN.matcher(low).find();
    return isBack ? Result.FAILURE : Result.SUCCESS;
  }

  private static void judgeOther(Fact fact, @Nullable String authorization) {
    switch (fact.status) {
      case 403 -> {
        fact.operation = Operation.AUTHORIZE;
        fact.result = Result.FAILURE;
        fact.reason = Reason.ACCESS_DENIED;
        fact.decision = AuthEvent.Decision.DENY;
      }
      case 401 -> {
        fact.operation = Operation.TOKEN_VALIDATE;
        fact.result = authorization == null ? Result.CHALLENGE : Result.FAILURE;
        fact.reason = authorization == null ? Reason.UNAUTHENTICATED : Reason.INVALID_TOKEN;
      }
      case 404 -> {
        fact.operation = Operation.AUTHORIZE;
        fact.result = Result.UNKNOWN;
      }
      default -> {
        return;
      }
    }
  }
}
