package dev.clew.ingest.otlp;

import dev.clew.ingest.MalformedException;
import dev.clew.model.Signal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/// Finds and rewrites the times in captured OTLP request bodies, leaving every other byte as it is.
public final class OtlpTimes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final Shape EXEMPLAR = new Shape(Set.of(2), Map.of());
  private static final Shape POINT =
      new Shape(Set.of(2, 3), Map.of(5, EXEMPLAR, 8, EXEMPLAR, 11, EXEMPLAR));
  private static final Shape POINTS = new Shape(Set.of(), Map.of(1, POINT));
  private static final Shape METRIC =
      new Shape(Set.of(), Map.of(5, POINTS, 7, POINTS, 9, POINTS, 10, POINTS, 11, POINTS));
  private static final Shape RECORD = new Shape(Set.of(1, 11), Map.of());
  private static final Shape SPAN =
      new Shape(Set.of(7, 8), Map.of(11, new Shape(Set.of(1), Map.of())));

  private final byte[] body;
  private final LongUnaryOperator change;

  /// A message: its fixed64 fields that are times, and the messages in it that hold some.
  private record Shape(Set<Integer> times, Map<Integer, Shape> nested) {}

  private OtlpTimes(byte[] body, LongUnaryOperator change) {
    this.body = body;
    this.change = change;
  }

  /// Replaces every time that is set, in epoch nanoseconds, by what the operator makes of it.
  ///
  /// @throws IllegalArgumentException when the body is no request of the signal
  public static void rewrite(byte[] body, Signal signal, LongUnaryOperator change) {
    Shape row =
        switch (signal) {
          case TRACES -> SPAN;
          case LOGS -> RECORD;
          case METRICS -> METRIC;
        };
    Shape scope = new Shape(Set.of(), Map.of(2, row));
    Shape resource = new Shape(Set.of(), Map.of(2, scope));
    try {
      new OtlpTimes(body, change)
          .walk(new ProtoReader(body, 0, body.length), new Shape(Set.of(), Map.of(1, resource)));
    } catch (MalformedException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    }
  }

  private void walk(ProtoReader reader, Shape shape) {
    while (reader.hasMore()) {
      int tag = reader.tag();
      int type = tag & 7;
      Shape nested = shape.nested().get(tag >>> 3);
      if (type == ProtoReader.BYTES && nested != null) {
        int outer = reader.enter();
        walk(reader, nested);
        reader.leave(outer);
      } else if (type == ProtoReader.FIXED64 && shape.times().contains(tag >>> 3)) {
        rewrite(reader);
      } else {
        reader.skip(tag);
      }
    }
  }

  private void rewrite(ProtoReader reader) {
    int at = reader.position();
    long time = reader.fixed64();
    if (time != 0) {
      LONGS.set(body, at, change.applyAsLong(time));
    }
  }
}
