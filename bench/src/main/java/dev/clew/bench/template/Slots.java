package dev.clew.bench.template;

import dev.clew.bench.wire.Slot;

/// Where in a body what is varied, as arrays that a patcher runs through; offsets count from the
/// start of the body. Not changed once built.
final class Slots {
  /// By span.
  final int[] trace;

  final int[] operation;
  final long[] spanId;
  final long[] parentId;
  final long[] startNanos;
  final long[] durationNanos;

  /// By slot of each kind: offset, what is there, whose it is.
  final int[] traceIdAt;

  final long[] traceIdHigh;
  final long[] traceIdLow;
  final int[] idAt;
  final long[] id;
  final int[] startAt;
  final int[] startSpan;
  final int[] endAt;
  final int[] endSpan;
  final int[] eventAt;
  final int[] eventSpan;
  final long[] eventDelayNanos;

  /// Spans with a login, and for each the offsets of its fields by [LoginSlots].
  final int[] loginSpan;

  final int[] loginAt;

  /// The other values.
  final int[] valueAt;

  final int[] valueSpan;
  final int[] valueWidth;
  final Slot[] value;

  Slots(SlotCollector from) {
    trace = from.traces.toArray();
    operation = from.operations.toArray();
    spanId = from.spanIds.toArray();
    parentId = from.parentIds.toArray();
    startNanos = from.starts.toArray();
    durationNanos = from.durations.toArray();
    traceIdAt = from.traceIdAt.toArray();
    traceIdHigh = from.traceIdHigh.toArray();
    traceIdLow = from.traceIdLow.toArray();
    idAt = from.idAt.toArray();
    id = from.id.toArray();
    startAt = from.startAt.toArray();
    startSpan = from.startSpan.toArray();
    endAt = from.endAt.toArray();
    endSpan = from.endSpan.toArray();
    eventAt = from.eventAt.toArray();
    eventSpan = from.eventSpan.toArray();
    eventDelayNanos = from.eventDelay.toArray();
    loginSpan = from.loginSpan.toArray();
    loginAt = from.loginAt.toArray();
    valueAt = from.valueAt.toArray();
    valueSpan = from.valueSpan.toArray();
    valueWidth = from.valueWidth.toArray();
    value = from.values.toArray(Slot[]::new);
  }

  int spans() {
    return trace.length;
  }
}
