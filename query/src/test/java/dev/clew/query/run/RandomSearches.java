package dev.clew.query.run;

import dev.clew.query.plan.SearchPlan;
import dev.clew.query.traceql.Parsed;
import dev.clew.query.traceql.TraceQl;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random searches that make sense, over the fields and values of [RandomForest].
final class RandomSearches {
  private static final List<String> ATTRIBUTES =
      List.of(
          ".a",
          "span.a",
          "span.b",
          ".r",
          "resource.r",
          "resource.a",
          "resource.service.name",
          "event.e",
          "event.a",
          "link.l",
          "instrumentation.i",
          ".missing");
  private static final List<String> TEXT_FIELDS =
      List.of(
          "name",
          "statusMessage",
          "rootName",
          "rootServiceName",
          "event:name",
          "instrumentation:name",
          "instrumentation:version");
  private static final List<String> NUMBER_FIELDS =
      List.of(
          "duration",
          "traceDuration",
          "nestedSetParent",
          "nestedSetLeft",
          "nestedSetRight",
          "span:childCount",
          "event:timeSinceStart");
  private static final List<String> ID_FIELDS =
      List.of("span:id", "span:parentID", "trace:id", "link:spanID", "link:traceID");
  private static final List<String> IDS =
      List.of("\"1\"", "\"0000000000000002\"", "\"\"", "\"zz\"", "\"10000000000000003\"");
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "-1", "0.5", "1.5", "400ms", "1s");
  private static final List<String> COMPARISONS = List.of("=", "!=", "<", "<=", ">", ">=");
  private static final List<String> REGEXES = List.of("\"x.*\"", "\"x|y\"", "\"\"", "\"log.*\"");
  private static final List<String> STRUCTURES =
      List.of(
          ">", "<", ">>", "<<", "~", "!>", "!<", "!>>", "!<<", "!~", "&>", "&<", "&>>", "&<<",
          "&~");

  private final RandomGenerator random;

  RandomSearches(RandomGenerator random) {
    this.random = random;
  }

  /// The plan of a random search.
  SearchPlan.Ready plan() {
    while (true) {
      String text = pipeline(2);
      if (TraceQl.parse(text) instanceof Parsed.Ok(var query)
          && SearchPlan.of(query) instanceof SearchPlan.Ready plan) {
        return plan;
      }
    }
  }

  private String pipeline(int depth) {
    StringBuilder text = new StringBuilder(spansets(depth));
    while (random.nextInt(3) == 0) {
      text.append(" | ").append(stage(depth));
    }
    return text.toString();
  }

  private String stage(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> "by(" + pick(ATTRIBUTES) + ")";
      case 1 -> "coalesce()";
      case 2 -> "count() " + pick(COMPARISONS) + " " + random.nextInt(4);
      case 3 ->
          "%s(%s) %s %s"
              .formatted(
                  pick(List.of("avg", "min", "max", "sum")),
                  pick(List.of("duration", ".a", "span.b", "event.e", "nestedSetLeft")),
                  pick(COMPARISONS),
                  pick(NUMBERS));
      case 4 -> "select(" + pick(ATTRIBUTES) + ", status, nestedSetParent, event:name)";
      default -> spansets(Math.max(0, depth - 1));
    };
  }

  private String spansets(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return "{ " + field(2) + " }";
    }
    String left = "(" + (random.nextInt(4) == 0 ? pipeline(depth - 1) : spansets(depth - 1)) + ")";
    String right = "(" + spansets(depth - 1) + ")";
    String operator = random.nextBoolean() ? pick(STRUCTURES) : pick(List.of("&&", "||"));
    return left + " " + operator + " " + right;
  }

  private String field(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return random.nextInt(12) == 0 ? pick(List.of("true", "false")) : comparison();
    }
    String left = "(" + field(depth - 1) + ")";
    return switch (random.nextInt(5)) {
      case 0 -> "!" + left;
      case 1, 2 -> left + " && (" + field(depth - 1) + ")";
      default -> left + " || (" + field(depth - 1) + ")";
    };
  }

  private String comparison() {
    String attribute = pick(ATTRIBUTES);
    return switch (random.nextInt(14)) {
      case 0 -> attribute;
      case 1 -> attribute + pick(List.of(" = nil", " != nil"));
      case 2 -> attribute + pick(List.of(" =~ ", " !~ ")) + pick(REGEXES);
      case 3 -> pick(TEXT_FIELDS) + pick(List.of(" =~ ", " !~ ")) + pick(REGEXES);
      case 4 -> pick(TEXT_FIELDS) + compared() + quoted();
      case 5 -> pick(NUMBER_FIELDS) + compared() + pick(NUMBERS);
      case 6 -> pick(NUMBERS) + compared() + pick(NUMBER_FIELDS);
      case 7 -> pick(ID_FIELDS) + compared() + pick(IDS);
      case 8 -> "status" + pick(List.of(" = ", " != ")) + pick(List.of("ok", "error", "unset"));
      case 9 -> "kind" + pick(List.of(" = ", " != ")) + pick(List.of("server", "client"));
      case 10 -> attribute + compared() + pick(ATTRIBUTES);
      case 11 ->
          "%s %s %s%s%s"
              .formatted(
                  attribute,
                  pick(List.of("+", "*", "-")),
                  pick(NUMBERS),
                  compared(),
                  pick(NUMBERS));
      default -> attribute + compared() + value();
    };
  }

  private String compared() {
    return " " + pick(COMPARISONS) + " ";
  }

  private String value() {
    return switch (random.nextInt(5)) {
      case 0 -> pick(NUMBERS);
      case 1 -> pick(List.of("true", "false"));
      default -> quoted();
    };
  }

  private String quoted() {
    return "\"" + pick(random.nextBoolean() ? RandomForest.TEXTS : RandomForest.NAMES) + "\"";
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
