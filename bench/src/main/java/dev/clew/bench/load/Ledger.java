package dev.clew.bench.load;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/// What became of the spans of a run, by body. Not safe for several threads: each keeps its own and
/// they are added up.
public final class Ledger {
  private final BitSet offeredBodies = new BitSet();
  private final BitSet acknowledgedBodies = new BitSet();
  private final Map<Integer, Long> refusalsByCode = new TreeMap<>();
  private long offered;
  private long acknowledged;
  private long refused;
  private long unknown;
  private long timedOut;
  private long shed;
  private long requests;
  private long bytes;

  /// A body is about to be sent, for the first time or again.
  void offered(long sequence, int spans, int bodyBytes) {
    int index = Math.toIntExact(sequence);
    if (!offeredBodies.get(index)) {
      offeredBodies.set(index);
      offered += spans;
    }
    requests++;
    bytes += bodyBytes;
  }

  /// The answer took the body, but for `refusedSpans`.
  void acknowledged(long sequence, int spans, long refusedSpans) {
    acknowledgedBodies.set(Math.toIntExact(sequence));
    acknowledged += spans - refusedSpans;
    refused += refusedSpans;
  }

  /// The answer refused the body with this status.
  void refused(int code, int spans) {
    refused += spans;
    refusalsByCode.merge(code, 1L, Long::sum);
  }

  /// No answer came: the server may have kept the spans or not.
  void unknown(int spans, boolean isTimeout) {
    unknown += spans;
    if (isTimeout) {
      timedOut += spans;
    }
  }

  /// The generator itself gave up a body whose time had long passed.
  void shed(int spans) {
    shed += spans;
  }

  /// Adds another ledger, of other bodies or of a retry.
  void add(Ledger other) {
    offeredBodies.or(other.offeredBodies);
    acknowledgedBodies.or(other.acknowledgedBodies);
    other.refusalsByCode.forEach((code, count) -> refusalsByCode.merge(code, count, Long::sum));
    offered += other.offered;
    acknowledged += other.acknowledged;
    refused += other.refused;
    unknown += other.unknown;
    timedOut += other.timedOut;
    shed += other.shed;
    requests += other.requests;
    bytes += other.bytes;
  }

  /// The sum of this ledger and another.
  public Ledger plus(Ledger other) {
    Ledger sum = new Ledger();
    sum.add(this);
    sum.add(other);
    return sum;
  }

  /// Spans sent at least once.
  public long offeredSpans() {
    return offered;
  }

  public long acknowledgedSpans() {
    return acknowledged;
  }

  /// Spans in refusals; a body that is refused twice counts twice.
  public long refusedSpans() {
    return refused;
  }

  /// Spans of requests that got no answer, timeouts included.
  public long unknownSpans() {
    return unknown;
  }

  public long timedOutSpans() {
    return timedOut;
  }

  public long shedSpans() {
    return shed;
  }

  public long requests() {
    return requests;
  }

  /// Bytes of all bodies sent.
  public long bytes() {
    return bytes;
  }

  /// Refused requests by status.
  public Map<Integer, Long> refusalsByCode() {
    return Map.copyOf(refusalsByCode);
  }

  /// Numbers of the bodies sent at least once.
  public BitSet offeredBodies() {
    return (BitSet) offeredBodies.clone();
  }

  /// Numbers of the bodies that were acknowledged.
  public BitSet acknowledgedBodies() {
    return (BitSet) acknowledgedBodies.clone();
  }
}
