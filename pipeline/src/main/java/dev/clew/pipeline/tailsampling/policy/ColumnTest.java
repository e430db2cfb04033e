package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import java.util.List;
import java.util.Set;

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

  /// Whether one of some conditions is met.
  static final class OfConditions extends ColumnTest {
    private final List<SpanCondition> conditions;
    private int answeredRow;
    private SpanCondition.Answer answer = SpanCondition.Answer.FALSE;

    OfConditions(List<SpanCondition> conditions) {
      this.conditions = List.copyOf(conditions);
    }

    @Override
    boolean bind(SpanBatch next) {
      answeredRow = -1;
      return super.bind(next);
    }

    @Override
    boolean matches(int row) {
      return answer(row) == SpanCondition.Answer.TRUE;
    }

    SpanCondition.Answer answer(int row) {
      if (row != answeredRow) {
        answeredRow = row;
        answer = ask(row);
      }
      return answer;
    }

    private SpanCondition.Answer ask(int row) {
      SpanCondition.Answer worst = SpanCondition.Answer.FALSE;
      for (SpanCondition condition : conditions) {
        switch (condition.test(batch(), row)) {
          case TRUE -> {
            return SpanCondition.Answer.TRUE;
          }
          case ERROR -> worst = SpanCondition.Answer.ERROR;
          case FALSE -> {}
        }
      }
      return worst;
    }
  }

  /// Whether some conditions could not be evaluated.
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
      return conditions.answer(row) == SpanCondition.Answer.ERROR;
    }
  }
}
