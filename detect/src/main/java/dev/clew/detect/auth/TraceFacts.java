package dev.clew.detect.auth;

import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known so far about the attempts of one trace.
///
/// Each fact belongs to a SERVER span: its own, the one above it, or the one of its service that
/// was open at the time. Facts about one request that agree in operation, result and user, and were
/// said by different kinds of records, are one attempt; the provider that ranks first is believed.
/// What only route and status say is dropped wherever anybody else spoke about the request.
final class TraceFacts implements State {
  private static final int MAX_FACTS = 256;
  private static final int MAX_SERVERS = 64;
  private static final long SLACK_NANOS = 1_000_000_000L;

  long arrivalNanos;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Fact> servers = new ArrayList<>();
  private final List<Fact> hints = new ArrayList<>();

  /// What was settled already; late facts are measured against it.
  private final List<Fact> settled = new ArrayList<>();

  void add(Fact fact) {
    if (fact.provider == Provider.HTTP) {
      keep(servers, fact, MAX_SERVERS);
    } else if (fact.result == Result.UNKNOWN && fact.operation == Operation.OTHER) {
      keep(hints, fact, MAX_SERVERS);
    } else {
      keep(facts, fact, MAX_FACTS);
    }
  }

  private static void keep(List<Fact> list, Fact fact, int max) {
    if (list.size() < max) {
      list.add(fact);
    }
  }

  boolean isFull() {
    return facts.size() >= MAX_FACTS || servers.size() >= MAX_SERVERS;
  }

  /// Whether there is anything to settle but the context of others.
  boolean hasFacts() {
    return !facts.isEmpty() || servers.stream().anyMatch(TraceFacts::speaks);
  }

  /// Whether nothing more is to be waited for: each fact has its request, and the request is the
  /// first of the trace.
  boolean isComplete() {
    for (Fact fact : facts) {
      Fact server = serverOf(fact);
      if (server == null || (server.parentSpanId != 0 && !hasRoot())) {
        return false;
      }
    }
    return !facts.isEmpty() || servers.stream().anyMatch(server -> server.parentSpanId == 0);
  }

  private boolean hasRoot() {
    return servers.stream().anyMatch(server -> server.parentSpanId == 0);
  }

  private static boolean speaks(Fact server) {
    return server.result != Result.UNKNOWN || server.status == 404;
  }

  /// The attempts that the facts since the last call tell of, each with all that is known of it.
  List<Fact> settle() {
    List<Fact> ordered = new ArrayList<>(facts);
    for (Fact server : servers) {
      if (speaks(server) && (server.merged & server.kindBit()) == 0) {
        server.merged |= server.kindBit();
        ordered.add(server);
      }
    }
    ordered.sort(
        Comparator.comparingInt((Fact fact) -> fact.provider.rank())
            .thenComparingInt(fact -> fact.kind.ordinal())
            .thenComparingLong(fact -> fact.timeNanos));
    facts.clear();
    settled.forEach(this::attach);
    List<Fact> attempts = new ArrayList<>();
    for (Fact fact : ordered) {
      attach(fact);
      Fact same = sameAttempt(settled, fact);
      if (same != null) {
        same.merged |= fact.kindBit();
        continue;
      }
      same = sameAttempt(attempts, fact);
      if (same != null) {
        same.mergeFrom(fact);
      } else {
        attempts.add(fact.provider == Provider.HTTP ? copyOf(fact) : fact);
      }
    }
    attempts.removeIf(fact -> !complete(fact));
    attempts.forEach(attempt -> keep(settled, attempt, MAX_FACTS));
    return attempts;
  }

  private static Fact copyOf(Fact server) {
    Fact copy = new Fact();
    copy.provider = server.provider;
    copy.operation = server.operation;
    copy.result = server.result;
    copy.reason = server.reason;
    copy.decision = server.decision;
    copy.timeNanos = server.timeNanos;
    copy.traceHigh = server.traceHigh;
    copy.traceLow = server.traceLow;
    copy.flags = server.flags;
    copy.parentSpanId = server.parentSpanId;
    copy.offset = server.offset;
    copy.mergeFrom(server);
    return copy;
  }

  private void attach(Fact fact) {
    Fact server = serverOf(fact);
    if (server != null) {
      fact.serverSpanId = server.spanId;
    }
  }

  private @Nullable Fact serverOf(Fact fact) {
    Fact best = null;
    for (Fact server : servers) {
      if (server.spanId == fact.serverSpanId) {
        return server;
      }
    }
    for (Fact server : servers) {
      if (server.spanId == fact.parentSpanId && fact.parentSpanId != 0) {
        return server;
      }
      boolean isOpen =
          server.timeNanos <= fact.timeNanos
              && fact.timeNanos <= server.timeNanos + server.durationNanos + SLACK_NANOS
              && server.get(Part.SERVICE).equals(fact.get(Part.SERVICE));
      if (isOpen && (best == null || server.timeNanos > best.timeNanos)) {
        best = server;
      }
    }
    return best;
  }

  private static @Nullable Fact sameAttempt(List<Fact> attempts, Fact fact) {
    for (Fact attempt : attempts) {
      if (isSame(attempt, fact)) {
        return attempt;
      }
    }
    return null;
  }

  private static boolean isSame(Fact attempt, Fact fact) {
    if (fact.provider == Provider.HTTP) {
      return attempt.provider == Provider.HTTP
          ? isNested(attempt, fact)
          : attempt.serverSpanId == fact.serverSpanId && agrees(attempt.result, fact.result);
    }
    int said = attempt.merged | attempt.kindBit();
    return (said & fact.kindBit()) == 0
        && isSameRequest(attempt, fact)
        && (attempt.result == fact.result || attempt.result == Result.UNKNOWN)
        && isSameOperation(attempt, fact)
        && isSameOrOpen(attempt, fact, Part.USER)
        && isSameOrOpen(attempt, fact, Part.SUBJECT)
        && isSameReason(attempt, fact);
  }

  private static boolean isSameReason(Fact left, Fact right) {
    return left.provider != right.provider || left.reason == right.reason;
  }

  private static boolean isSameRequest(Fact left, Fact right) {
    return (left.serverSpanId != 0 && right.serverSpanId != 0)
        ? left.serverSpanId == right.serverSpanId
        : Math.abs(left.timeNanos - right.timeNanos) <= SLACK_NANOS;
  }

  private static boolean isSameOperation(Fact left, Fact right) {
    return left.operation == right.operation
        || (left.operation.isLogin() && right.operation.isLogin())
        || (left.operation.isDecision() && right.operation.isDecision());
  }

  private static boolean isSameOrOpen(Fact left, Fact right, Part part) {
    return !left.has(part) || !right.has(part) || left.get(part).equalsIgnoreCase(right.get(part));
  }

  /// A request that was handed on from service to service is told by the status of each.
  private static boolean isNested(Fact outer, Fact inner) {
    return isAround(outer, inner)
        && outer.serverSpanId != inner.serverSpanId
        && !outer.get(Part.SERVICE).equals(inner.get(Part.SERVICE))
        && agrees(outer.result, inner.result);
  }

  private static boolean agrees(Result known, Result guess) {
    return guess == Result.SUCCESS ? known == Result.SUCCESS : known != Result.SUCCESS;
  }

  /// Adds what the requests and the other spans of the trace know; returns whether it is an
  /// attempt.
  private boolean complete(Fact fact) {
    Fact own = serverOf(fact);
    if (own != null) {
      Fact outermost = outermost(own);
      takeAddress(fact, outermost);
      for (Part part : new Part[] {Part.AGENT, Part.SYNTHETIC, Part.FINGERPRINT}) {
        fact.fill(part, outermost.get(part));
      }
      for (Part part : Part.values()) {
        if (part != Part.PEER && part != Part.CLIENT_ADDRESS && part != Part.FORWARDED) {
          fact.fill(part, own.get(part));
        }
      }
      fact.status = fact.status == 0 ? own.status : fact.status;
    }
    for (Fact hint : hints) {
      fact.fill(Part.SESSION, hint.get(Part.SESSION));
      fact.fill(Part.REALM, hint.get(Part.REALM));
    }
    if (fact.result == Result.UNKNOWN && fact.status == 404 && hasSubject(fact)) {
      fact.result = Result.FAILURE;
      fact.decision = AuthEvent.Decision.DENY;
    }
    return fact.result != Result.UNKNOWN;
  }

  private static boolean hasSubject(Fact fact) {
    return fact.has(Part.SESSION) || fact.has(Part.SUBJECT) || fact.has(Part.USER);
  }

  /// What the edge of the system saw goes before what a service further in saw or was told.
  private static void takeAddress(Fact fact, Fact server) {
    String peer = server.get(Part.PEER);
    String told =
        fact.has(Part.CLIENT_ADDRESS) ? fact.get(Part.CLIENT_ADDRESS) : fact.get(Part.PEER);
    if (!peer.isEmpty()) {
      fact.set(Part.PEER, peer);
      fact.set(Part.FORWARDED, server.get(Part.FORWARDED));
      fact.set(
          Part.CLIENT_ADDRESS,
          server.has(Part.CLIENT_ADDRESS) ? server.get(Part.CLIENT_ADDRESS) : told);
    } else {
      fact.fill(Part.CLIENT_ADDRESS, server.get(Part.CLIENT_ADDRESS));
    }
  }

  private Fact outermost(Fact server) {
    Fact outermost = server;
    for (Fact other : servers) {
      boolean hasAddress = other.has(Part.PEER) || other.has(Part.CLIENT_ADDRESS);
      if (hasAddress
          && isAround(other, outermost)
          && !other.get(Part.SERVICE).equals(server.get(Part.SERVICE))) {
        outermost = other;
      }
    }
    return outermost;
  }

  /// Whether a request was made by another, as far as time and clocks a little apart can tell.
  private static boolean isAround(Fact outer, Fact inner) {
    boolean isLater =
        outer.timeNanos < inner.timeNanos
            || (outer.timeNanos == inner.timeNanos && outer.parentSpanId == 0);
    return isLater
        && inner.parentSpanId != 0
        && inner.spanId != outer.spanId
        && inner.timeNanos + inner.durationNanos
            <= outer.timeNanos + outer.durationNanos + SLACK_NANOS;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(arrivalNanos);
    save(out, facts);
    save(out, servers);
    save(out, hints);
    save(out, settled);
  }

  private static void save(DataOutput out, List<Fact> list) throws IOException {
    out.writeInt(list.size());
    for (Fact fact : list) {
      fact.save(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    arrivalNanos = in.readLong();
    restore(in, facts);
    restore(in, servers);
    restore(in, hints);
    restore(in, settled);
  }

  private static void restore(DataInput in, List<Fact> list) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      Fact fact = new Fact();
      fact.restore(in);
      list.add(fact);
    }
  }
}
