package dev.clew.detect.auth;

import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What one record says about an attempt, before it is joined with what others say.
final class Fact implements State {
  private static final int MAX_TEXT = 1_024;
  private static final Part[] PARTS = Part.values();

  /// What kind of record said it; two of one kind are two attempts.
  enum Kind {
    SPAN,
    SPAN_EVENT,
    LOG
  }

  Provider provider = Provider.HTTP;
  Kind kind = Kind.SPAN;
  Operation operation = Operation.OTHER;
  Result result = Result.UNKNOWN;
  Reason reason = Reason.NONE;
  AuthEvent.Decision decision = AuthEvent.Decision.NONE;
  AuthEvent.UserState userState = AuthEvent.UserState.MISSING;
  boolean isUserStateSaid;
  long timeNanos;
  long durationNanos;
  long dependencyNanos;
  long traceHigh;
  long traceLow;
  long spanId;
  long parentSpanId;
  long offset;
  int status;
  int flags;

  /// Span id of the SERVER span it belongs to; 0 while unknown.
  long serverSpanId;

  /// Bits of provider and kind of what was merged into this one.
  int merged;

  private final @Nullable String[] texts = new String[PARTS.length];

  String get(Part part) {
    String text = texts[part.ordinal()];
    return text == null ? "" : text;
  }

  boolean has(Part part) {
    return texts[part.ordinal()] != null;
  }

  /// Sets a text, unless it is absent or empty; a longer one than is reasonable is cut.
  void set(Part part, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      texts[part.ordinal()] = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }
  }

  /// Sets a text that nobody has told yet.
  void fill(Part part, @Nullable String text) {
    if (!has(part)) {
      set(part, text);
    }
  }

  int kindBit() {
    return 1 << (provider.ordinal() * 3 + kind.ordinal());
  }

  /// Takes from another fact about the same attempt what this one does not say.
  void mergeFrom(Fact other) {
    for (Part part : PARTS) {
      fill(part, other.texts[part.ordinal()]);
    }
    merged |= other.merged | other.kindBit();
    if (result == Result.UNKNOWN) {
      result = other.result;
    }
    if (reason == Reason.NONE || reason == Reason.OTHER) {
      reason = other.reason == Reason.NONE ? reason : other.reason;
    }
    if (decision == AuthEvent.Decision.NONE) {
      decision = other.decision;
    }
    if (!isUserStateSaid && other.isUserStateSaid) {
      userState = other.userState;
      isUserStateSaid = true;
    }
    status = status == 0 ? other.status : status;
    durationNanos = durationNanos == 0 ? other.durationNanos : durationNanos;
    serverSpanId = serverSpanId == 0 ? other.serverSpanId : serverSpanId;
    spanId = spanId == 0 ? other.spanId : spanId;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(provider.ordinal());
    out.writeByte(kind.ordinal());
    out.writeByte(operation.ordinal());
    out.writeByte(result.ordinal());
    out.writeByte(reason.ordinal());
    out.writeByte(decision.ordinal());
    out.writeByte(userState.ordinal());
    out.writeBoolean(isUserStateSaid);
    for (long value : numbers()) {
      out.writeLong(value);
    }
    out.writeInt(status);
    out.writeInt(flags);
    out.writeInt(merged);
    for (String text : texts) {
      out.writeBoolean(text != null);
      if (text != null) {
        out.writeUTF(text);
      }
    }
  }

  private long[] numbers() {
    return new long[] {
      timeNanos,
      durationNanos,
      dependencyNanos,
      traceHigh,
      traceLow,
      spanId,
      parentSpanId,
      offset,
      serverSpanId
    };
  }

  @Override
  public void restore(DataInput in) throws IOException {
    provider = Provider.values()[in.readByte()];
    kind = Kind.values()[in.readByte()];
    operation = Operation.values()[in.readByte()];
    result = Result.values()[in.readByte()];
    reason = Reason.values()[in.readByte()];
    decision = AuthEvent.Decision.values()[in.readByte()];
    userState = AuthEvent.UserState.values()[in.readByte()];
    isUserStateSaid = in.readBoolean();
    timeNanos = in.readLong();
    durationNanos = in.readLong();
    dependencyNanos = in.readLong();
    traceHigh = in.readLong();
    traceLow = in.readLong();
    spanId = in.readLong();
    parentSpanId = in.readLong();
    offset = in.readLong();
    serverSpanId = in.readLong();
    status = in.readInt();
    flags = in.readInt();
    merged = in.readInt();
    for (int i = 0; i < texts.length; i++) {
      texts[i] = in.readBoolean() ? in.readUTF() : null;
    }
  }
}
