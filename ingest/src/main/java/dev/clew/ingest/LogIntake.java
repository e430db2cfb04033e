package dev.clew.ingest;

import dev.clew.model.LogBatch;
import dev.clew.model.ValueType;

/// Takes the log records of a request into a batch.
///
/// For each record call [#begin], give its fields in any order, the last of each counting, and call
/// [#end]. Texts and flags go straight into the open row of [#batch]; what has a rule goes through
/// here.
public final class LogIntake implements Intake<LogBatch> {
  private static final int MAX_SEVERITY = 24;

  private final long receivedNanos;
  private final LogBatch batch;
  private final Parts parts;
  private int droppedBySender;

  /// @param receivedNanos time of a record that has none, in epoch nanoseconds
  /// @param expectedRows records to make room for
  public LogIntake(Limits limits, long receivedNanos, int expectedRows) {
    this.receivedNanos = receivedNanos;
    batch = new LogBatch(expectedRows);
    parts = new Parts(batch, limits, expectedRows);
  }

  @Override
  public LogBatch batch() {
    return batch;
  }

  @Override
  public TextIntake texts() {
    return parts.texts;
  }

  @Override
  public DocumentIntake documents() {
    return parts.documents;
  }

  @Override
  public OriginIntake resources() {
    return parts.resources;
  }

  @Override
  public OriginIntake scopes() {
    return parts.scopes;
  }

  @Override
  public AttributeIntake attributes() {
    return parts.attributes;
  }

  /// Whether a record may follow; if not, it is counted as rejected and to be passed over.
  public boolean begin() {
    return parts.begin(batch);
  }

  /// Trace id as sent; one that is invalid is cleared, as OTLP asks.
  public void traceId(byte[] source, int offset, int length) {
    boolean isSound = length == 16;
    batch.traceIdHigh(batch.size(), isSound ? Ids.read(source, offset) : 0);
    batch.traceIdLow(batch.size(), isSound ? Ids.read(source, offset + 8) : 0);
    countCleared(isSound, length);
  }

  /// Span id as sent; one that is invalid is cleared.
  public void spanId(byte[] source, int offset, int length) {
    boolean isSound = length == 8;
    batch.spanId(batch.size(), isSound ? Ids.read(source, offset) : 0);
    countCleared(isSound, length);
  }

  /// Severity number; one that OTLP does not define counts as unspecified.
  public void severity(int number) {
    batch.severity(batch.size(), (byte) (number < 0 || number > MAX_SEVERITY ? 0 : number));
  }

  public void body(ValueType type, long value) {
    batch.bodyType(batch.size(), type);
    batch.body(batch.size(), value);
  }

  /// Attributes that the sender dropped, an unsigned count.
  public void droppedAttributes(int count) {
    droppedBySender = count;
  }

  /// Ends the record whose fields were given; rejects it if it cannot be kept.
  public void end() {
    int row = batch.size();
    batch.droppedAttributes(row, parts.attributes.end(droppedBySender));
    droppedBySender = 0;
    if (batch.timeNanos(row) == 0) {
      long observed = batch.observedNanos(row);
      batch.timeNanos(row, observed == 0 ? receivedNanos : observed);
    }
    if (batch.timeNanos(row) < 0 || batch.observedNanos(row) < 0) {
      parts.tally.reject(Flaw.TIME);
      batch.discardRow();
    } else {
      batch.endRow();
    }
  }

  @Override
  public void setScope(int first, int scope) {
    for (int row = first; row < batch.size(); row++) {
      batch.scope(row, scope);
    }
  }

  @Override
  public void setResource(int first, int resource) {
    for (int row = first; row < batch.size(); row++) {
      batch.resource(row, resource);
    }
  }

  @Override
  public Decoded<LogBatch> finish() {
    return parts.tally.accepted(batch, "log record");
  }

  private void countCleared(boolean isSound, int length) {
    if (!isSound && length != 0) {
      parts.tally.clearedIds++;
    }
  }
}
