package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import org.jspecify.annotations.Nullable;

/// Beginnings of facts: what every record says in the same way, whatever its dialect.
final class Facts {
  private Facts() {}

  static Fact ofSpan(SpanBatch batch, int row, Rows rows, Provider provider) {
    Fact fact = new Fact();
    fact.provider = provider;
    fact.kind = Fact.Kind.SPAN;
    fact.timeNanos = batch.startNanos(row);
    fact.durationNanos = batch.durationNanos(row);
    fact.traceHigh = batch.traceIdHigh(row);
    fact.traceLow = batch.traceIdLow(row);
    fact.spanId = batch.spanId(row);
    fact.parentSpanId = batch.parentSpanId(row);
    fact.set(Part.SERVICE, rows.text(batch.resources().name(batch.resource(row))));
    if (batch.traceState(row) != 0 && isSampled(rows.text(batch.traceState(row)))) {
      fact.flags |= AuthEvent.Flag.SAMPLED_UPSTREAM.bit();
    }
    return fact;
  }

  private static boolean isSampled(String traceState) {
    int at = traceState.indexOf("ot=");
    return at >= 0 && traceState.indexOf("th:", at) >= 0 && !traceState.contains("th:0");
  }

  static Fact ofEvent(SpanBatch batch, int row, int event, Rows rows, Provider provider) {
    Fact fact = ofSpan(batch, row, rows, provider);
    fact.kind = Fact.Kind.SPAN_EVENT;
    fact.timeNanos = batch.events().timeNanos(event);
    return fact;
  }

  static Fact ofLog(LogBatch batch, int row, Rows rows, Provider provider) {
    Fact fact = new Fact();
    fact.provider = provider;
    fact.kind = Fact.Kind.LOG;
    fact.timeNanos = batch.timeNanos(row);
    fact.traceHigh = batch.traceIdHigh(row);
    fact.traceLow = batch.traceIdLow(row);
    fact.spanId = batch.spanId(row);
    fact.set(Part.SERVICE, rows.text(batch.resources().name(batch.resource(row))));
    return fact;
  }

  /// Fills in who, from where and with what, by the conventions' names and their older forms.
  static void describe(Fact fact, Rows rows, Attributes attributes, int owner) {
    String hash = rows.text(attributes, owner, Key.USER_HASH);
    fact.fill(
        Part.USER,
        hash != null
            ? hash
            : rows.text(attributes, owner, Key.AUTH_USERNAME, Key.USER_NAME, Key.USER_EMAIL));
    fact.fill(
        Part.SUBJECT,
        rows.text(
            attributes,
            owner,
            Key.USER_ID,
            Key.AUTH_SUBJECT,
            Key.ENDUSER_ID,
            Key.ENDUSER_PSEUDO_ID));
    fact.fill(
        Part.ROLES, rows.text(attributes, owner, Key.AUTH_ROLES, Key.USER_ROLES, Key.ENDUSER_ROLE));
    fact.fill(Part.SESSION, rows.text(attributes, owner, Key.SESSION_ID));
    fact.fill(
        Part.PEER,
        rows.text(
            attributes, owner, Key.NETWORK_PEER_ADDRESS, Key.NET_SOCK_PEER_ADDR, Key.NET_PEER_IP));
    fact.fill(
        Part.CLIENT_ADDRESS, rows.text(attributes, owner, Key.CLIENT_ADDRESS, Key.HTTP_CLIENT_IP));
    fact.fill(
        Part.FORWARDED, joined(rows.text(attributes, owner, Key.X_FORWARDED_FOR, Key.FORWARDED)));
    fact.fill(
        Part.AGENT,
        rows.text(
            attributes, owner, Key.USER_AGENT_ORIGINAL, Key.AUTH_USER_AGENT, Key.HTTP_USER_AGENT));
    fact.fill(Part.SYNTHETIC, rows.text(attributes, owner, Key.SYNTHETIC));
    fact.fill(Part.FINGERPRINT, rows.text(attributes, owner, Key.JA4, Key.JA3));
    fact.fill(Part.REALM, rows.text(attributes, owner, Key.AUTH_REALM, Key.TENANT_ID));
  }

  /// Instances of a header one behind the other; they come as a JSON array of strings.
  private static @Nullable String joined(@Nullable String header) {
    if (header == null || !header.startsWith("[\"")) {
      return header;
    }
    return String.join(",", JsonTexts.strings(header));
  }
}
