package dev.clew.pipeline.ottl;

import dev.clew.pipeline.ottl.Operand.Level;
import dev.clew.pipeline.ottl.Tree.Condition;
import dev.clew.pipeline.ottl.Tree.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tree to plan, for one context.
final class Compiler {
  private final Context context;

  Compiler(Context context) {
    this.context = context;
  }

  Context context() {
    return context;
  }

  /// A condition.
  ///
  /// @throws OttlException if it names what the context does not have
  ConditionPlan test(Condition condition) {
    return switch (condition) {
      case Tree.Comparison(Operator operator, Expression left, Expression right) ->
          comparison(operator, operand(left), operand(right));
      case Tree.Truth(Expression value) -> truth(operand(value));
      case Tree.Not(Condition inner) -> {
        ConditionPlan test = test(inner);
        yield view -> {
          RowTest bound = test.bind(view);
          return row -> !bound.test(row);
        };
      }
      case Tree.All(List<Condition> conditions) -> {
        List<ConditionPlan> tests = conditions.stream().map(this::test).toList();
        yield view -> all(tests.stream().map(test -> test.bind(view)).toArray(RowTest[]::new));
      }
      case Tree.Any(List<Condition> conditions) -> {
        List<ConditionPlan> tests = conditions.stream().map(this::test).toList();
        yield view -> any(tests.stream().map(test -> test.bind(view)).toArray(RowTest[]::new));
      }
    };
  }

  private static RowTest all(RowTest[] tests) {
    return row -> {
      for (RowTest test : tests) {
        if (!test.test(row)) {
          return false;
        }
      }
      return true;
    };
  }

  private static RowTest any(RowTest[] tests) {
    return row -> {
      for (RowTest test : tests) {
        if (test.test(row)) {
          return true;
        }
      }
      return false;
    };
  }

  private static ConditionPlan comparison(Operator operator, Operand left, Operand right) {
    return oncePerResource(
        left.level().and(right.level()),
        view -> {
          Slot first = left.bind(view);
          Slot second = right.bind(view);
          return row -> {
            first.read(row);
            second.read(row);
            return first.compare(operator, second);
          };
        });
  }

  private static ConditionPlan truth(Operand operand) {
    return oncePerResource(
        operand.level(),
        view -> {
          Slot slot = operand.bind(view);
          return row -> {
            slot.read(row);
            if (slot.kind() != Kind.BOOL) {
              throw new EvaluationException("value returned by converter was not a boolean");
            }
            return slot.isTrue();
          };
        });
  }

  /// A test that is made once for each resource of a batch, if it depends on nothing else.
  private static ConditionPlan oncePerResource(Level level, ConditionPlan test) {
    if (level != Level.RESOURCE) {
      return test;
    }
    return view -> {
      RowTest bound = test.bind(view);
      if (view.isEditable()) {
        return bound;
      }
      byte[] known = new byte[view.batch().resources().size()];
      return row -> {
        int resource = view.resource(row);
        if (known[resource] == 0) {
          known[resource] = (byte) (bound.test(row) ? 1 : 2);
        }
        return known[resource] == 1;
      };
    };
  }

  /// A value.
  ///
  /// @throws OttlException if it names what the context does not have
  Operand operand(Expression expression) {
    return switch (expression) {
      case Tree.Literal(Value value) -> new Constant(value);
      case Tree.EnumName(String name) -> enumeration(name);
      case Tree.Path path -> Paths.resolve(context, path);
      case Tree.Arithmetic(char operator, Expression left, Expression right) ->
          Arithmetic.operand(operator, operand(left), operand(right));
      case Tree.Items(List<Expression> items) -> items(items);
      case Tree.Entries(List<Tree.Entry> entries) -> entries(entries);
      case Tree.Call call -> {
        Operand value = Functions.call(this, call);
        yield call.keys().isEmpty() ? value : Indexed.operand(value, call.keys());
      }
    };
  }

  private Operand enumeration(String name) {
    Long number = Enums.find(context, name);
    if (number == null) {
      throw new OttlException("enum symbol, %s, not found".formatted(name));
    }
    return new Constant(new Value.Int(number));
  }

  private Operand items(List<Expression> items) {
    List<Operand> operands = items.stream().map(this::operand).toList();
    return Computed.operand(
        operands,
        (slots, target) -> {
          List<Value> values = new ArrayList<>(slots.length);
          for (Slot slot : slots) {
            values.add(slot.value());
          }
          target.value(new Value.Items(values));
        });
  }

  private Operand entries(List<Tree.Entry> entries) {
    List<Operand> operands = entries.stream().map(entry -> operand(entry.value())).toList();
    return Computed.operand(
        operands,
        (slots, target) -> {
          Map<String, Value> values = new LinkedHashMap<>();
          for (int i = 0; i < slots.length; i++) {
            values.put(entries.get(i).key(), slots[i].value());
          }
          target.value(new Value.Entries(values));
        });
  }
}
