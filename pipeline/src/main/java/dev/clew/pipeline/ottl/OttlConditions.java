package dev.clew.pipeline.ottl;

import dev.clew.model.Batch;
import dev.clew.model.PointBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions of one context, of which one suffices. Can be shared between threads.
public final class OttlConditions {
  private final Context context;
  private final List<String> texts;
  private final List<ConditionPlan> plans;

  private OttlConditions(Context context, List<String> texts, List<ConditionPlan> plans) {
    this.context = context;
    this.texts = List.copyOf(texts);
    this.plans = List.copyOf(plans);
  }

  /// Compiles conditions.
  ///
  /// @throws OttlException if one of them is none
  public static OttlConditions parse(Context context, List<String> texts) {
    List<ConditionPlan> plans = new ArrayList<>();
    for (String text : texts) {
      plans.add(plan(context, text));
    }
    return new OttlConditions(context, texts, plans);
  }

  /// Compiles conditions in the context that their paths tell; null if they name none.
  ///
  /// @throws OttlException if one of them is none
  public static @Nullable OttlConditions inferred(List<String> texts) {
    Inference inference = new Inference();
    addTo(inference, texts);
    Context context = inference.context();
    return context == null ? null : parse(context, texts);
  }

  /// Adds what conditions tell of their context.
  ///
  /// @throws OttlException if one of them is none
  static void addTo(Inference inference, List<String> texts) {
    for (String text : texts) {
      try {
        inference.add(OttlParser.condition(text));
      } catch (OttlException failure) {
        throw refusal(text, failure);
      }
    }
  }

  private static ConditionPlan plan(Context context, String text) {
    try {
      return new Compiler(context).test(OttlParser.condition(text));
    } catch (OttlException failure) {
      throw refusal(text, failure);
    }
  }

  private static OttlException refusal(String text, OttlException failure) {
    String excerpt = text.length() > 200 ? text.substring(0, 200) + "…" : text;
    return new OttlException(
        "unable to parse OTTL condition %s: %s"
            .formatted(Quoted.quote(excerpt), failure.getMessage()));
  }

  public Context context() {
    return context;
  }

  public List<String> texts() {
    return texts;
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /// The conditions for a batch. Rows are rows of the context: those of the batch, events of spans,
  /// rows of [Batch#resources], or for metrics those of [#metrics].
  ///
  /// @param mode what an evaluation that fails means: for [ErrorMode#PROPAGATE] the test throws,
  ///   else the next condition is taken
  public RowTest bind(Batch batch, ErrorMode mode, EvaluationErrors errors) {
    return bind(new View(context, batch), mode, errors);
  }

  RowTest bind(View view, ErrorMode mode, EvaluationErrors errors) {
    RowTest[] tests = new RowTest[plans.size()];
    for (int i = 0; i < tests.length; i++) {
      tests[i] = plans.get(i).bind(view);
    }
    return row -> {
      for (int i = 0; i < tests.length; i++) {
        try {
          if (tests[i].test(row)) {
            return true;
          }
        } catch (EvaluationException error) {
          errors.add(mode, texts.get(i), error);
          if (mode == ErrorMode.PROPAGATE) {
            throw error;
          }
        }
      }
      return false;
    };
  }

  /// The conditions for the rows of a batch itself: those about resources, scopes or metrics are
  /// asked once for each of them. Not for events.
  public RowTest bindToRows(Batch batch, ErrorMode mode, EvaluationErrors errors) {
    View view = new View(context, batch);
    RowTest test = bind(view, mode, errors);
    if (context == Context.SPAN || context == Context.LOG || context == Context.DATAPOINT) {
      return test;
    }
    int[] rows = view.rowsOfBatch();
    byte[] answers = new byte[view.rows()];
    return row -> {
      int asked = rows[row];
      if (answers[asked] == 0) {
        answers[asked] = (byte) (test.test(asked) ? 1 : 2);
      }
      return answers[asked] == 1;
    };
  }

  /// First rows of the metrics of a batch, which are the rows of [Context#METRIC]; each goes up to
  /// the next.
  public static int[] metrics(PointBatch batch) {
    return Metrics.firstPoints(batch);
  }
}
