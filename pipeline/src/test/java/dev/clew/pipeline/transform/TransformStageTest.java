package dev.clew.pipeline.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Dump;
import dev.clew.pipeline.Otlp;
import dev.clew.pipeline.Taken;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.ottl.Documents;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.TestData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TransformStageTest {
  private static final String FOLDER =
      "collector/opentelemetry-collector-contrib-v0.121.0/processor/transformprocessor/testdata/";

  private static final Map<String, String> REFUSED = refused();

  private static Map<String, String> refused() {
    Map<String, String> refused = new HashMap<>();
    for (String signal : List.of("log", "metric", "trace", "multi_signal")) {
      refused.put("transform/bad_syntax_" + signal, "unable to parse OTTL statement");
    }
    for (String signal : List.of("log", "metric", "trace")) {
      refused.put("transform/unknown_function_" + signal, "undefined function \"not_a_function\"");
    }
    refused.put("transform/unknown_context", "unknown context test");
    refused.put("transform/unknown_error_mode", "unknown error mode test");
    refused.put(
        "transform/mixed_configuration_styles", "configuring multiple configuration styles");
    refused.put("transform/with_shared_cache_key", "has invalid keys: shared_cache");
    return refused;
  }

  @Test
  void fixturesAreReadOrRefused() {
    int accepted = 0;
    int refused = 0;
    Value file = Otlp.yaml(Otlp.read(TestData.require(FOLDER + "config.yaml")));
    for (Map.Entry<String, Value> entry : entries(file).entrySet()) {
      String yaml = Documents.print(dev.clew.pipeline.ottl.Value.of(entry.getValue()));
      Reading<TransformOptions> reading = Reading.ofYaml(yaml, TransformOptions::read);
      String message = REFUSED.get(entry.getKey());
      if (message == null) {
        assertThat(reading.errors()).as(entry.getKey()).isEmpty();
        accepted++;
      } else {
        assertThat(reading.errors())
            .as(entry.getKey())
            .extracting(Problem::message)
            .anyMatch(told -> told.contains(message));
        refused++;
      }
    }
    assertThat(refused).isEqualTo(REFUSED.size());
    assertThat(accepted).isEqualTo(7);
    System.out.printf("transform fixtures: %d accepted, %d refused%n", accepted, refused);
  }

  private static Map<String, Value> entries(Value value) {
    return value instanceof Value.Mapping(Map<String, Value> entries) ? entries : Map.of();
  }

  @Test
  void theGoldenLogsComeOut() {
    LogBatch input = Otlp.logs(Otlp.read(TestData.require(FOLDER + "logs/input.yaml")));
    LogBatch expected =
        Otlp.logs(Otlp.read(TestData.require(FOLDER + "logs/expected-without-flatten.yaml")));
    String options =
        """
        log_statements:
          - context: log
            statements:
              - set(resource.attributes["host.name"], attributes["host.name"])
              - delete_key(attributes, "host.name")
        """;

    assertThat(Dump.rows(run(options, input).batch())).isEqualTo(Dump.rows(expected));
  }

  @Test
  void conditionsOfAGroupDecideWhetherItsStatementsRun() {
    SpanBatch source = new RandomBatches(Seeds.random(5), 1_000).spans(20);
    long checksum = Dump.checksum(source);
    SpanBatch changed =
        (SpanBatch)
            run(
                    """
                    trace_statements:
                      - context: span
                        conditions: ['name == "verify"', 'status.code == STATUS_CODE_ERROR']
                        statements: ['set(attributes["seen"], true)']
                      - context: resource
                        statements: ['set(attributes["service.name"], "r") where attributes["process.pid"] == 1']
                      - context: spanevent
                        statements: ['set(attributes["of"], span.name)']
                      - context: scope
                        statements: ['set(version, "9") where name == "scope-1"']
                    """,
                    source)
                .batch();

    int seen = changed.strings().find("seen");
    int pid = source.strings().find("process.pid");
    for (int row = 0; row < source.size(); row++) {
      String name = source.strings().get(source.name(row));
      boolean isMeant = name.equals("verify") || source.status(row).ordinal() == 2;
      assertThat(changed.attributes().find(row, seen) >= 0).isEqualTo(isMeant);
      int entry = source.resources().attributes().find(source.resource(row), pid);
      String service = changed.strings().get(changed.resources().name(changed.resource(row)));
      assertThat(service.equals("r")).isEqualTo(source.resources().attributes().value(entry) == 1);
      String scope = changed.strings().get(changed.scopes().name(changed.scope(row)));
      String version = changed.strings().get(changed.scopes().version(changed.scope(row)));
      assertThat(version).isEqualTo(scope.equals("scope-1") ? "9" : "1.0");
      for (int event = changed.events().start(row); event < changed.events().end(row); event++) {
        assertThat(Dump.attributes(changed, changed.events().attributes(), event))
            .contains("of=STRING:" + name);
      }
    }
    assertThat(Dump.checksum(source)).isEqualTo(checksum);
  }

  @Test
  void aBatchOfWhichNothingChangesIsHandedOnAsItIs() {
    SpanBatch source = new RandomBatches(Seeds.random(6), 1_000).spans(3);

    assertThat(run("trace_statements: ['set(span.name, \"x\") where false']", source).batch())
        .isSameAs(source);
    assertThat(run("log_statements: ['set(log.body, \"x\")']", source).batch()).isSameAs(source);
  }

  @Test
  void aFailureStopsTheBatchUnlessItIsIgnored() {
    SpanBatch source = new RandomBatches(Seeds.random(7), 1_000).spans(3);
    String failing = "trace_statements: ['set(span.kind, \"x\")', 'set(span.name, \"after\")']";
    EvaluationErrors errors = new EvaluationErrors("transform");

    assertThat(run(failing, source, errors).batches()).isEmpty();
    assertThat(errors.refusedRows()).isEqualTo(source.size());

    SpanBatch changed = (SpanBatch) run("error_mode: silent\n" + failing, source).batch();
    assertThat(changed.strings().get(changed.name(0))).isEqualTo("after");
  }

  private static Taken run(String options, Batch batch) {
    return run(options, batch, new EvaluationErrors("transform"));
  }

  private static Taken run(String options, Batch batch, EvaluationErrors errors) {
    Reading<TransformOptions> reading = Reading.ofYaml(options, TransformOptions::read);
    assertThat(reading.errors()).isEmpty();
    Taken taken = new Taken();
    new TransformStage(reading.value(), errors, taken).accept(batch, Arrival.of(1, 1));
    return taken;
  }
}
