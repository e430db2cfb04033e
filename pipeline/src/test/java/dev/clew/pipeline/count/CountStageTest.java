package dev.clew.pipeline.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Batch;
import dev.clew.model.PointBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Dump;
import dev.clew.pipeline.Otlp;
import dev.clew.pipeline.Taken;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.ottl.Documents;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.testkit.TestData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountStageTest {
  private static final String FOLDER =
      "collector/opentelemetry-collector-contrib-v0.121.0/connector/countconnector/testdata/";
  private static final long INSTANT = 1_700_000_000_000_000_000L;

  @Test
  void theGoldenCountsComeOut() {
    Value cases = Otlp.yaml(Otlp.read(TestData.require("collector/derived/count-cases.yaml")));
    int compared = 0;
    int points = 0;
    for (Map.Entry<String, Value> signal : entries(cases).entrySet()) {
      Batch input = batch(signal.getKey(), "input");
      long checksum = Dump.checksum(input);
      for (Map.Entry<String, Value> each : entries(signal.getValue()).entrySet()) {
        Batch expected = batch("golden", signal.getKey() + "/" + each.getKey());
        Taken taken = run(json(each.getValue()), input);
        assertThat(taken.batches()).as(signal.getKey() + "/" + each.getKey()).hasSize(1);
        Batch counted = taken.batch();
        assertThat(withoutTime(counted))
            .as(signal.getKey() + "/" + each.getKey())
            .containsExactlyInAnyOrderElementsOf(withoutTime(expected));
        assertThat(counted.timeNanos(0)).isEqualTo(INSTANT);
        compared++;
        points += counted.size();
      }
      assertThat(Dump.checksum(input)).isEqualTo(checksum);
    }
    assertThat(compared).isEqualTo(26);
    System.out.printf("count goldens: %d cases, %d points equal%n", compared, points);
  }

  private static Batch batch(String signal, String name) {
    String folder = signal.equals("golden") ? "" : signal + "/";
    String yaml = Otlp.read(TestData.require(FOLDER + folder + name + ".yaml"));
    return switch (signal) {
      case "traces" -> Otlp.spans(yaml);
      case "logs" -> Otlp.logs(yaml);
      default -> Otlp.points(yaml);
    };
  }

  private static List<String> withoutTime(Batch batch) {
    return Dump.rows(batch).stream().map(row -> row.replaceAll("\\d+\\.\\.\\d+", "")).toList();
  }

  @Test
  void everyConfigurationIsRead() {
    int accepted = 0;
    Value file = Otlp.yaml(Otlp.read(TestData.require(FOLDER + "config.yaml")));
    for (Map.Entry<String, Value> entry : entries(file).entrySet()) {
      assertThat(Reading.ofYaml(json(entry.getValue()), CountOptions::read).errors())
          .as(entry.getKey())
          .isEmpty();
      accepted++;
    }
    assertThat(accepted).isEqualTo(8);
  }

  @Test
  void whatIsPresentButEmptyCountsNothing() {
    Batch input = batch("traces", "input");

    assertThat(run("{spans: {}, spanevents: {}}", input).batches()).isEmpty();
  }

  @Test
  void valuesOfOtherTypesAreText() {
    PointBatch counted =
        (PointBatch)
            run(
                    "logs: {m: {attributes: [{key: b}, {key: l}, {key: f, default_value: 0.5}]}}",
                    Otlp.logs(
                        """
                        resourceLogs:
                          - scopeLogs:
                              - logRecords:
                                  - {attributes: [{key: b, value: {boolValue: true}}, {key: l, value: {arrayValue: {values: [{intValue: "1"}]}}}]}
                        """))
                .batch();

    assertThat(Dump.attributes(counted, counted.attributes(), 0))
        .isEqualTo("[b=STRING:true, l=STRING:[1], f=DOUBLE:4602678819172646912]");
  }

  @Test
  void aConditionThatFailsStopsTheBatch() {
    EvaluationErrors errors = new EvaluationErrors("count");
    String options = "logs: {m: {conditions: ['HasPrefix(attributes[\"absent\"], \"a\")']}}";

    assertThat(run(options, batch("logs", "input"), errors).batches()).isEmpty();
    assertThat(errors.refusedRows()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "spans: {'': {}} | spans: metric name missing",
        "spans: {x: {conditions: ['a b']}} | spans condition: metric \"x\": unable to parse OTTL"
            + " condition \"a b\": condition has invalid syntax: ",
        "spans: {x: {attributes: [{default_value: 1}]}} | spans attributes: metric \"x\":"
            + " attribute key missing",
        "metrics: {x: {attributes: [{key: a}]}} | metrics attributes not supported: metric \"x\"",
        "spans: {x: {colour: red}} | 'spans[x]' has invalid keys: colour",
        "span: {} | '' has invalid keys: span",
      })
  void whatMeansNothingIsRefusedInUpstreamsWords(String options, String message) {
    assertThat(Reading.ofYaml(options, CountOptions::read).errors().getFirst().message())
        .startsWith(message.strip());
  }

  private static Map<String, Value> entries(Value value) {
    return value instanceof Value.Mapping(Map<String, Value> entries) ? entries : Map.of();
  }

  private static String json(Value value) {
    return value instanceof Value.Nothing
        ? "{}"
        : Documents.print(dev.clew.pipeline.ottl.Value.of(value));
  }

  private static Taken run(String options, Batch batch) {
    return run(options, batch, new EvaluationErrors("count"));
  }

  private static Taken run(String options, Batch batch, EvaluationErrors errors) {
    Reading<CountOptions> reading = Reading.ofYaml(options, CountOptions::read);
    assertThat(reading.errors()).isEmpty();
    Taken taken = new Taken();
    new CountStage(reading.value(), errors, taken).accept(batch, Arrival.of(1, INSTANT));
    return taken;
  }
}
