package dev.clew.pipeline.ottl;

import dev.clew.model.BatchEdits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements of one context, to be run row by row in their order, where one of some conditions
/// holds or there are none. Can be shared between threads.
public final class OttlStatements {
  private final Context context;
  private final List<Plan> plans;
  private final OttlConditions conditions;

  private OttlStatements(Context context, List<Plan> plans, OttlConditions conditions) {
    this.context = context;
    this.plans = List.copyOf(plans);
    this.conditions = conditions;
  }

  /// Compiles statements.
  ///
  /// @throws OttlException if one of them is none
  public static OttlStatements parse(
      Context context, List<String> statements, List<String> conditions) {
    List<Plan> plans = new ArrayList<>();
    for (String text : statements) {
      plans.add(plan(context, text));
    }
    return new OttlStatements(context, plans, OttlConditions.parse(context, conditions));
  }

  /// Compiles statements in the context that their paths and those of the conditions tell; null if
  /// they name none.
  ///
  /// @throws OttlException if one of them is none
  public static @Nullable OttlStatements inferred(
      List<String> statements, List<String> conditions) {
    Inference inference = new Inference();
    for (String text : statements) {
      try {
        inference.add(OttlParser.statement(text));
      } catch (OttlException failure) {
        throw refusal(text, failure);
      }
    }
    OttlConditions.addTo(inference, conditions);
    Context found = inference.context();
    return found == null ? null : parse(found, statements, conditions);
  }

  private static Plan plan(Context context, String text) {
    try {
      Tree.Statement statement = OttlParser.statement(text);
      Compiler compiler = new Compiler(context);
      Edit edit = Editors.call(compiler, statement.editor());
      Tree.Condition where = statement.where();
      return new Plan(text, where == null ? null : compiler.test(where), edit);
    } catch (OttlException failure) {
      throw refusal(text, failure);
    }
  }

  private static OttlException refusal(String text, OttlException failure) {
    String excerpt = text.length() > 200 ? text.substring(0, 200) + "…" : text;
    return new OttlException(
        "unable to parse OTTL statement %s: %s"
            .formatted(Quoted.quote(excerpt), failure.getMessage()));
  }

  public Context context() {
    return context;
  }

  /// Runs the statements on all rows of the context.
  ///
  /// @throws EvaluationException if one fails and the mode is [ErrorMode#PROPAGATE]
  public void run(BatchEdits edits, ErrorMode mode, EvaluationErrors errors) {
    View view = new View(context, edits);
    RowTest condition = conditions.isEmpty() ? row -> true : conditions.bind(view, mode, errors);
    Bound[] bound = plans.stream().map(plan -> plan.bind(view)).toArray(Bound[]::new);
    for (int row = 0; row < view.rows(); row++) {
      if (condition.test(row)) {
        for (Bound statement : bound) {
          statement.run(row, mode, errors);
        }
      }
    }
  }

  private record Plan(String text, @Nullable ConditionPlan where, Edit edit) {
    Bound bind(View view) {
      return new Bound(text, where == null ? row -> true : where.bind(view), edit.bind(view));
    }
  }

  private record Bound(String text, RowTest where, Edit.RowEdit edit) {
    void run(int row, ErrorMode mode, EvaluationErrors errors) {
      try {
        if (where.test(row)) {
          edit.apply(row);
        }
      } catch (EvaluationException error) {
        errors.add(mode, text, error);
        if (mode == ErrorMode.PROPAGATE) {
          throw error;
        }
      }
    }
  }
}
