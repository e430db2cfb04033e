package dev.clew.query.run.field;

import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.Intrinsic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Compares ids with text. Zeros with which an id begins do not count, on either side.
final class IdTests {
  private static final TraceId NONE = new TraceId(0, 0);

  private final SpanBatch batch;

  IdTests(SpanBatch batch) {
    this.batch = batch;
  }

  static boolean isId(FieldExpression expression) {
    return expression instanceof Intrinsic intrinsic
        && switch (intrinsic) {
          case SPAN_ID, PARENT_ID, TRACE_ID, LINK_SPAN_ID, LINK_TRACE_ID -> true;
          default -> false;
        };
  }

  static boolean isTraceId(FieldExpression expression) {
    return expression == Intrinsic.TRACE_ID || expression == Intrinsic.LINK_TRACE_ID;
  }

  /// Whether the id has these digits.
  SpanTest equal(Intrinsic id, String digits) {
    TraceId wanted = parsed(digits);
    if (wanted == null) {
      return SpanTest.NEVER;
    }
    long high = wanted.high();
    long low = wanted.low();
    return switch (id) {
      case TRACE_ID ->
          at -> batch.traceIdLow(at.row()) == low && batch.traceIdHigh(at.row()) == high;
      case LINK_TRACE_ID -> at -> batch.links().traceId(at.link).equals(wanted);
      case SPAN_ID -> at -> high == 0 && batch.spanId(at.row()) == low;
      case PARENT_ID -> at -> high == 0 && batch.parentSpanId(at.row()) == low;
      case LINK_SPAN_ID -> at -> high == 0 && batch.links().spanId(at.link) == low;
      default -> throw new IllegalArgumentException("no id: " + id);
    };
  }

  private static @Nullable TraceId parsed(String digits) {
    String stripped = digits.replaceFirst("^0+", "");
    boolean isLower = stripped.chars().noneMatch(c -> c >= 'A' && c <= 'F');
    return stripped.isEmpty() ? NONE : isLower ? TraceId.parse(stripped) : null;
  }

  /// The texts of an operand without the zeros with which they begin.
  Operand stripped(Operand operand) {
    return at -> {
      Type type = operand.read(at);
      if (type == Type.TEXT) {
        byte[] text = Texts.read(batch.strings(), at).getBytes(StandardCharsets.UTF_8);
        int zeros = 0;
        while (zeros < text.length && text[zeros] == '0') {
          zeros++;
        }
        Texts.leave(Arrays.copyOfRange(text, zeros, text.length), at);
      }
      return type;
    };
  }
}
