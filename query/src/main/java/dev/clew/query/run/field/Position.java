package dev.clew.query.run.field;

import org.jspecify.annotations.Nullable;

/// Where an expression is evaluated: a span, and within it an event and a link. Also carries what
/// was read last. Belongs to one thread.
public final class Position {
  private static final byte[] NO_TEXT = {};

  private @Nullable TraceSpans trace;
  private int index;
  private int row;
  int event;
  int link;

  /// Of the value that was read last; [Type] tells what they hold.
  long bits;

  /// UTF-8 of the value that was read last, if it is a text outside of the dictionary.
  byte[] text = NO_TEXT;

  /// Goes to a row of the batch, for expressions that ask nothing of the trace.
  public void moveTo(int toRow) {
    trace = null;
    row = toRow;
  }

  /// Goes to a span of a trace.
  public void moveTo(TraceSpans toTrace, int toIndex) {
    trace = toTrace;
    index = toIndex;
    row = toTrace.row(toIndex);
  }

  int row() {
    return row;
  }

  /// Position of the span in [#trace].
  int index() {
    return index;
  }

  TraceSpans trace() {
    if (trace == null) {
      throw new IllegalStateException("the expression needs a whole trace");
    }
    return trace;
  }
}
