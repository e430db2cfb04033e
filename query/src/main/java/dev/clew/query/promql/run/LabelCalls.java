package dev.clew.query.promql.run;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.LabelNames;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.LabelsBuilder;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.traceql.RegexSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs functions that change labels. Series that become equal are merged.
final class LabelCalls {
  private final Evaluation evaluation;
  private final Evaluator evaluator;

  LabelCalls(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
  }

  private interface Change {
    /// The new value of the label; null if it stays.
    @Nullable String value(Labels labels);
  }

  void replace(Call call, Steps steps, SeriesSink sink) {
    List<Expression> arguments = call.arguments();
    String target = Evaluator.text(arguments.get(1));
    ValueTemplate template = ValueTemplate.of(Evaluator.text(arguments.get(2)));
    String source = Evaluator.text(arguments.get(3));
    Pattern pattern = pattern(Evaluator.text(arguments.get(4)));
    checkName(target, "label_replace");
    change(
        call,
        target,
        labels -> {
          Matcher matcher = pattern.matcher(labels.get(source));
          return matcher.matches() ? template.expand(matcher) : null;
        },
        steps,
        sink);
  }

  private static Pattern pattern(String regex) {
    if (RegexSize.steps(regex) > RegexSize.MAX_STEPS) {
      throw QueryFailure.limit("regular expression in label_replace() needs too many steps");
    }
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException _) {
      throw QueryFailure.execution("invalid regular expression in label_replace(): " + regex);
    }
  }

  private static void checkName(String name, String function) {
    if (!LabelNames.isValid(name)) {
      throw QueryFailure.execution(
          "invalid destination label name in %s(): %s".formatted(function, name));
    }
  }

  void join(Call call, Steps steps, SeriesSink sink) {
    List<String> texts = call.arguments().stream().skip(1).map(Evaluator::text).toList();
    String target = texts.getFirst();
    String separator = texts.get(1);
    List<String> sources = texts.subList(2, texts.size());
    for (String source : sources) {
      if (!LabelNames.isValid(source)) {
        throw QueryFailure.execution("invalid source label name in label_join(): " + source);
      }
    }
    checkName(target, "label_join");
    change(call, target, labels -> joined(labels, sources, separator), steps, sink);
  }

  private static String joined(Labels labels, List<String> sources, String separator) {
    LabelValue value = new LabelValue();
    for (int i = 0; i < sources.size(); i++) {
      value.append(i == 0 ? "" : separator);
      value.append(labels.get(sources.get(i)));
    }
    return value.toString();
  }

  private void change(Call call, String target, Change change, Steps steps, SeriesSink sink) {
    Map<Labels, KeptSeries> changed = new LinkedHashMap<>();
    evaluator.vector(
        call.arguments().getFirst(),
        steps,
        (labels, dropsName, values) -> {
          String value = change.value(labels);
          evaluation.budget().allocate(value == null ? 0 : 2L * value.length());
          boolean setsName = value != null && target.equals(Labels.NAME);
          Labels after =
              value == null ? labels : new LabelsBuilder(labels).set(target, value).build();
          put(changed, after, dropsName && !setsName, values);
        });
    changed
        .values()
        .forEach(series -> sink.accept(series.labels(), series.dropsName(), series.values()));
  }

  private void put(
      Map<Labels, KeptSeries> all, Labels labels, boolean dropsName, StepValues values) {
    KeptSeries known = all.get(labels);
    if (known == null) {
      StepValues kept = evaluation.budget().keep(values);
      all.put(labels, new KeptSeries(labels, dropsName, kept));
    } else {
      Merging.into(known.values(), values);
    }
  }
}
