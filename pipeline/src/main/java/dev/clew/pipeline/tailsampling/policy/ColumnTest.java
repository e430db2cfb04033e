package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.pipeline.ottl.Context;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.pipeline.ottl.EvaluationException;
import dev.clew.pipeline.ottl.OttlConditions;
import dev.clew.pipeline.ottl.OttlException;
import dev.clew.pipeline.ottl.RowTest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Questions to the columns of a span.
abstract class ColumnTest extends SpanTest {
  private SpanBatch batch = new SpanBatch(0);

  @Override
  boolean bind(SpanBatch next) {
    batch = next;
    return true;
  }

  SpanBatch batch() {
    return batch;
  }

  /// Whether the span has one of some statuses.
  static final class OfStatus extends ColumnTest {
    private final int wanted;

    OfStatus(Set<String> codes) {
      if (codes.isEmpty()) {
        throw new IllegalArgumentException("expected at least one status code to filter on");
      }
      int bits = 0;
      for (String code : codes.stream().sorted().toList()) {
        bits |= 1 << number(code);
      }
      wanted = bits;
    }

    private static int number(String code) {
      return switch (code) {
        case "UNSET" -> SpanStatus.UNSET.ordinal();
        case "OK" -> SpanStatus.OK.ordinal();
        case "ERROR" -> SpanStatus.ERROR.ordinal();
        default ->
            throw new IllegalArgumentException(
                "unknown status code \"%s\", supported: OK, ERROR, UNSET".formatted(code));
      };
    }

    @Override
    boolean matches(int row) {
      return (wanted >> batch().status(row).ordinal() & 1) == 1;
    }
  }

  /// Whether the W3C flag `sampled` is set.
  static final class OfFlags extends ColumnTest {
    @Override
    boolean matches(int row) {
      return (batch().flags(row) & 1) == 1;
    }
  }

  /// Whether the W3C tracestate has an entry.
  static final class OfTraceState extends ColumnTest {
    private final TextMemo memo;

    OfTraceState(PolicySpec.TraceState spec) {
      memo = new TextMemo(new TraceStates(spec));
    }

    @Override
    boolean bind(SpanBatch next) {
      memo.bind(next.strings());
      return super.bind(next);
    }

    @Override
    boolean matches(int row) {
      int text = batch().traceState(row);
      return text != Strings.EMPTY && memo.test(text);
    }
  }

  /// Whether one of some OTTL conditions is met, on the span or on one of its events.
  static final class OfConditions extends ColumnTest {
    private final ErrorMode mode;
    private final OttlConditions onSpan;
    private final OttlConditions onEvent;
    private final EvaluationErrors errors = new EvaluationErrors("tail_sampling");
    private @Nullable RowTest spanTest;
    private @Nullable RowTest eventTest;
    private int answeredRow;
    private boolean isMet;
    private boolean hasFailed;

    OfConditions(PolicySpec.OttlCondition spec) {
      if (spec.onSpan().isEmpty() && spec.onEvent().isEmpty()) {
        throw new IllegalArgumentException("expected at least one OTTL condition to filter on");
      }
      mode = spec.errorMode();
      try {
        onSpan = OttlConditions.parse(Context.SPAN, spec.onSpan());
        onEvent = OttlConditions.parse(Context.SPANEVENT, spec.onEvent());
      } catch (OttlException failure) {
        throw new IllegalArgumentException(failure.getMessage(), failure);
      }
    }

    @Override
    boolean bind(SpanBatch next) {
      answeredRow = -1;
      boolean hasEvents = !onEvent.isEmpty() && next.events().size() > 0;
      spanTest = onSpan.isEmpty() ? null : onSpan.bind(next, mode, errors);
      eventTest = hasEvents ? onEvent.bind(next, mode, errors) : null;
      super.bind(next);
      return spanTest != null || eventTest != null;
    }

    @Override
    boolean matches(int row) {
      answer(row);
      return isMet;
    }

    /// Whether a condition had no answer and none was met.
    boolean hasFailed(int row) {
      answer(row);
      return hasFailed;
    }

    private void answer(int row) {
      if (row != answeredRow) {
        answeredRow = row;
        hasFailed = false;
        isMet = ask(spanTest, row) || isMetByEvent(row);
        hasFailed &= !isMet;
      }
    }

    private boolean isMetByEvent(int row) {
      SpanEvents events = batch().events();
      for (int event = events.start(row); event < events.end(row); event++) {
        if (ask(eventTest, event)) {
          return true;
        }
      }
      return false;
    }

    private boolean ask(@Nullable RowTest test, int row) {
      try {
        return test != null && test.test(row);
      } catch (EvaluationException _) {
        hasFailed = true;
        return false;
      }
    }
  }

  /// Whether some conditions had no answer.
  static final class OfErrors extends SpanTest {
    private final OfConditions conditions;

    OfErrors(OfConditions conditions) {
      this.conditions = conditions;
    }

    @Override
    boolean bind(SpanBatch batch) {
      return true;
    }

    @Override
    boolean matches(int row) {
      return conditions.hasFailed(row);
    }
  }
}
