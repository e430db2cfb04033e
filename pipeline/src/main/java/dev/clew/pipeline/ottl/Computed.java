package dev.clew.pipeline.ottl;

import dev.clew.model.LogBatch;
import dev.clew.pipeline.ottl.Operand.Level;
import java.util.List;

/// Values that are computed from others.
final class Computed {
  private Computed() {}

  /// How a value is computed.
  interface Body {
    /// Computes from slots that were read.
    ///
    /// @throws EvaluationException if that is not possible
    void apply(Slot[] arguments, Slot target);
  }

  /// An operand that is computed from others; at once if these are constant.
  static Operand operand(List<Operand> operands, Body body) {
    Level level = Level.CONSTANT;
    for (Operand operand : operands) {
      level = level.and(operand.level());
    }
    Operand computed = new Function(List.copyOf(operands), level, body);
    return level == Level.CONSTANT ? folded(computed) : computed;
  }

  private static Operand folded(Operand constant) {
    try {
      Slot slot = constant.bind(new View(Context.LOG, new LogBatch()));
      slot.read(0);
      return new Constant(slot.value());
    } catch (EvaluationException _) {
      return constant;
    }
  }

  private record Function(List<Operand> operands, Level level, Body body) implements Operand {
    @Override
    public Slot bind(View view) {
      Slot[] slots = operands.stream().map(operand -> operand.bind(view)).toArray(Slot[]::new);
      return new Slot(view) {
        @Override
        void read(int row) {
          for (Slot slot : slots) {
            slot.read(row);
          }
          body.apply(slots, this);
        }
      };
    }
  }
}
