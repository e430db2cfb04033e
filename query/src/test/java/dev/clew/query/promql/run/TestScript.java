package dev.clew.query.promql.run;

import dev.clew.query.promql.Parsed;
import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A script in the test language of Prometheus, cut into cases; each case knows the data that was
/// loaded before it.
final class TestScript {
  private static final Pattern EVAL =
      Pattern.compile(
          "eval(?:_(fail|warn|info|ordered))?\\s+(?:instant\\s+at\\s+(\\S+)"
              + "|range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+))\\s+(.*)");

  private final List<String> lines;
  private final List<TestCase> cases = new ArrayList<>();
  private MemorySeries data = new MemorySeries();
  private int at;

  private TestScript(List<String> lines) {
    this.lines =
        lines.stream().map(line -> line.strip().startsWith("#") ? "" : line.strip()).toList();
  }

  static List<TestCase> cases(List<String> lines) {
    TestScript script = new TestScript(lines);
    script.read();
    return script.cases;
  }

  private void read() {
    while (at < lines.size()) {
      String line = lines.get(at++);
      if (line.equals("clear")) {
        data = new MemorySeries();
      } else if (line.startsWith("load")) {
        load(line);
      } else if (line.startsWith("eval")) {
        eval(line);
      } else if (!line.isEmpty()) {
        throw new IllegalArgumentException("line " + at + ": " + line);
      }
    }
  }

  /// The lines up to the next that is empty.
  private List<String> block() {
    List<String> block = new ArrayList<>();
    while (at < lines.size() && !lines.get(at).isEmpty()) {
      block.add(lines.get(at++));
    }
    return block;
  }

  private void load(String line) {
    long step = millis(line.split("\\s+")[1]);
    data = data.copy();
    for (String described : block()) {
      if (!described.contains("@st ")) {
        SeriesLine series = SeriesLine.parse(described);
        for (int i = 0; i < series.points().size(); i++) {
          MemorySeries.Point point = series.points().get(i);
          if (point != null) {
            data.put(series.labels(), i * step, point);
          }
        }
      }
    }
  }

  private void eval(String line) {
    int number = at;
    Matcher eval = EVAL.matcher(line);
    if (!eval.matches()) {
      throw new IllegalArgumentException("line " + at + ": " + line);
    }
    boolean isInstant = eval.group(2) != null;
    long start = millis(isInstant ? eval.group(2) : eval.group(3));
    long end = isInstant ? start : millis(eval.group(4));
    long step = isInstant ? 0 : millis(eval.group(5));
    Expectation expectation = Expectation.of(String.valueOf(eval.group(1)), block());
    cases.add(new TestCase(number, data, eval.group(6), start, end, step, expectation));
  }

  /// A time or a duration.
  static long millis(String text) {
    if (PromQl.parse(text) instanceof Parsed.Ok(Expression.NumberLiteral(double seconds, _, _))) {
      return Math.round(seconds * 1000);
    }
    throw new IllegalArgumentException("no duration: " + text);
  }
}
