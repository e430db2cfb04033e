package dev.clew.pipeline.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Dump;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Random conditions on random spans, against [Reference].
final class ConditionPropertiesTest {
  private static final String[] PATHS = {
    "name",
    "kind",
    "status.code",
    "status.message",
    "span.name",
    "parent_span_id.string",
    "trace_id.string",
    "attributes[\"http.request.method\"]",
    "attributes[\"user.id\"]",
    "attributes[\"retry.count\"]",
    "attributes[\"ratio\"]",
    "attributes[\"cached\"]",
    "attributes[\"tags\"]",
    "attributes[\"absent\"]",
    "resource.attributes[\"service.name\"]",
    "resource.attributes[\"process.pid\"]",
    "instrumentation_scope.name",
    "end_time_unix_nano - start_time_unix_nano",
  };
  private static final String[] LITERALS = {
    "nil",
    "true",
    "false",
    "0",
    "1",
    "2.0",
    "0.5",
    "1000000000",
    "\"\"",
    "\"verify\"",
    "\"user.id-3\"",
    "\"identity\"",
    "\"scope-1\"",
    "\"no such text\"",
    "STATUS_CODE_ERROR",
  };
  private static final String[] PATTERNS = {
    "^v", "y$", "user[.]id-1", "[0-9]", "ent|all", ".*", "^$", "o+", "^0[.]", "a.c"
  };
  private static final String[] OPERATORS = {"==", "!=", "<", "<=", ">", ">="};

  @Test
  void columnsGiveTheAnswersOfMaterialisedRows() {
    int[] answers = new int[2];
    Seeds.forEach(
        400,
        random -> {
          SpanBatch batch = new RandomBatches(random, 1_700_000_000_000_000_000L).spans(8);
          long checksum = Dump.checksum(batch);
          String text = condition(random, 3);
          Tree.Condition tree = OttlParser.condition(text);

          RowTest test =
              OttlConditions.parse(Context.SPAN, List.of(text))
                  .bind(batch, ErrorMode.PROPAGATE, new EvaluationErrors("test"));

          for (int row = 0; row < batch.size(); row++) {
            boolean expected = new Reference(batch, row).holds(tree);
            assertThat(test.test(row)).as(text).isEqualTo(expected);
            answers[expected ? 1 : 0]++;
          }
          assertThat(Dump.checksum(batch)).isEqualTo(checksum);
        });

    assertThat(answers[0]).isGreaterThan(1_000);
    assertThat(answers[1]).isGreaterThan(1_000);
    System.out.printf("random conditions: %d false, %d true%n", answers[0], answers[1]);
  }

  private static String condition(RandomGenerator random, int depth) {
    return switch (depth == 0 ? 4 + random.nextInt(2) : random.nextInt(7)) {
      case 0 -> condition(random, depth - 1) + " and " + condition(random, depth - 1);
      case 1 -> condition(random, depth - 1) + " or " + condition(random, depth - 1);
      case 2 -> "not (" + condition(random, depth - 1) + ")";
      case 3 -> "(" + condition(random, depth - 1) + ")";
      case 4 -> any(random, PATHS) + " " + any(random, OPERATORS) + " " + any(random, LITERALS);
      case 5 -> test(random);
      default -> any(random, PATHS) + " " + any(random, OPERATORS) + " " + any(random, PATHS);
    };
  }

  private static String test(RandomGenerator random) {
    String path = any(random, PATHS);
    return switch (random.nextInt(4)) {
      case 0 -> "IsString(" + path + ")";
      case 1 -> "IsInt(" + path + ")";
      case 2 -> "IsBool(" + path + ")";
      default -> "IsMatch(" + path + ", \"" + any(random, PATTERNS) + "\")";
    };
  }

  private static String any(RandomGenerator random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
