package dev.clew.ingest;

import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;

/// Takes the spans of a request into a batch.
///
/// For each span call [#begin], give its fields in any order, the last of each counting, and call
/// [#end]. Names, kind, status and flags go straight into the open row of [#batch]; what has a rule
/// goes through here.
public final class SpanIntake implements Intake<SpanBatch> {
  private final long receivedNanos;
  private final SpanBatch batch;
  private final Parts parts;
  private final Tally tally;
  private final AttributeIntake eventAttributes;
  private final AttributeIntake linkAttributes;
  private boolean isParentMalformed;
  private int eventsDroppedBySender;
  private int eventsDropped;
  private int linksDroppedBySender;
  private int linksDropped;
  private int attributesDroppedBySender;
  private long linkHigh;
  private long linkLow;
  private long linkSpanId;

  /// @param receivedNanos time of a span that has none, in epoch nanoseconds
  /// @param expectedRows spans to make room for
  public SpanIntake(Limits limits, long receivedNanos, int expectedRows) {
    this.receivedNanos = receivedNanos;
    batch = new SpanBatch(expectedRows);
    parts = new Parts(batch, limits, expectedRows);
    tally = parts.tally;
    eventAttributes = new AttributeIntake(batch.events().attributes(), limits, tally);
    linkAttributes = new AttributeIntake(batch.links().attributes(), limits, tally);
  }

  @Override
  public SpanBatch batch() {
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

  public AttributeIntake eventAttributes() {
    return eventAttributes;
  }

  public AttributeIntake linkAttributes() {
    return linkAttributes;
  }

  /// Whether a span may follow; if not, it is counted as rejected and to be passed over.
  public boolean begin() {
    return parts.begin(batch);
  }

  /// Trace id as sent, of any length.
  public void traceId(byte[] source, int offset, int length) {
    boolean isSound = length == 16;
    batch.traceIdHigh(batch.size(), isSound ? Ids.read(source, offset) : 0);
    batch.traceIdLow(batch.size(), isSound ? Ids.read(source, offset + 8) : 0);
  }

  public void spanId(byte[] source, int offset, int length) {
    batch.spanId(batch.size(), length == 8 ? Ids.read(source, offset) : 0);
  }

  public void parentSpanId(byte[] source, int offset, int length) {
    batch.parentSpanId(batch.size(), length == 8 ? Ids.read(source, offset) : 0);
    isParentMalformed = length != 8 && length != 0;
  }

  /// Attributes that the sender dropped, an unsigned count.
  public void droppedAttributes(int count) {
    attributesDroppedBySender = count;
  }

  /// Events that the sender dropped, an unsigned count.
  public void droppedEvents(int count) {
    eventsDroppedBySender = count;
  }

  /// Links that the sender dropped, an unsigned count.
  public void droppedLinks(int count) {
    linksDroppedBySender = count;
  }

  /// Whether an event may follow; if not, it is counted as dropped and to be passed over.
  public boolean beginEvent() {
    if (batch.events().open() >= parts.limits.maxEvents()) {
      dropEvent();
      return false;
    }
    return true;
  }

  /// Ends the event whose attributes were given.
  public void endEvent(long timeNanos, int name, int droppedBySender) {
    int dropped = eventAttributes.end(droppedBySender);
    if (timeNanos < 0 || (timeNanos == 0 && name == 0)) {
      batch.events().attributes().discardOpen();
      dropEvent();
    } else {
      batch.events().add(timeNanos, name, dropped);
    }
  }

  /// Whether a link may follow; if not, it is counted as dropped and to be passed over.
  public boolean beginLink() {
    if (batch.links().open() >= parts.limits.maxLinks()) {
      dropLink();
      return false;
    }
    linkHigh = 0;
    linkLow = 0;
    linkSpanId = 0;
    return true;
  }

  public void linkTraceId(byte[] source, int offset, int length) {
    linkHigh = length == 16 ? Ids.read(source, offset) : 0;
    linkLow = length == 16 ? Ids.read(source, offset + 8) : 0;
  }

  public void linkSpanId(byte[] source, int offset, int length) {
    linkSpanId = length == 8 ? Ids.read(source, offset) : 0;
  }

  /// Ends the link whose ids and attributes were given.
  public void endLink(int traceState, int flags, int droppedBySender) {
    int dropped = linkAttributes.end(droppedBySender);
    if ((linkHigh | linkLow) == 0 || linkSpanId == 0) {
      batch.links().attributes().discardOpen();
      dropLink();
    } else {
      TraceId traceId = new TraceId(linkHigh, linkLow);
      batch.links().add(traceId, linkSpanId, traceState, flags, dropped);
    }
  }

  /// Ends the span whose fields were given; rejects it if it cannot be kept.
  public void end() {
    int row = batch.size();
    batch.droppedAttributes(row, parts.attributes.end(attributesDroppedBySender));
    batch.droppedEvents(row, Counts.sum(eventsDroppedBySender, eventsDropped));
    batch.droppedLinks(row, Counts.sum(linksDroppedBySender, linksDropped));
    if (batch.startNanos(row) == 0) {
      batch.startNanos(row, batch.endNanos(row) == 0 ? receivedNanos : batch.endNanos(row));
    }
    if (batch.endNanos(row) == 0) {
      batch.endNanos(row, batch.startNanos(row));
    }
    if (isSound(row)) {
      batch.endRow();
    } else {
      batch.discardRow();
    }
    isParentMalformed = false;
    attributesDroppedBySender = 0;
    eventsDroppedBySender = 0;
    eventsDropped = 0;
    linksDroppedBySender = 0;
    linksDropped = 0;
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
  public Decoded<SpanBatch> finish() {
    return tally.accepted(batch, "span");
  }

  private boolean isSound(int row) {
    if ((batch.traceIdHigh(row) | batch.traceIdLow(row)) == 0) {
      tally.reject(Flaw.TRACE_ID);
    } else if (batch.spanId(row) == 0) {
      tally.reject(Flaw.SPAN_ID);
    } else if (isParentMalformed) {
      tally.reject(Flaw.PARENT_ID);
    } else if (batch.startNanos(row) < 0 || batch.endNanos(row) < 0) {
      tally.reject(Flaw.TIME);
    } else {
      return true;
    }
    return false;
  }

  private void dropEvent() {
    eventsDropped++;
    tally.droppedEvents++;
  }

  private void dropLink() {
    linksDropped++;
    tally.droppedLinks++;
  }
}
