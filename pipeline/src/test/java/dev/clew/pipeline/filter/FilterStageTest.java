package dev.clew.pipeline.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Dump;
import dev.clew.pipeline.Otlp;
import dev.clew.pipeline.Taken;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterStageTest {
  private static final String SPANS =
      """
      resourceSpans:
        - resource: {attributes: [{key: service.name, value: {stringValue: auth-api}}, {key: host, value: {stringValue: h1}}]}
          scopeSpans:
            - scope: {name: lib, version: "1"}
              spans:
                - {name: auth.login, kind: 2, traceId: "00000000000000000000000000000001", spanId: "0000000000000001", attributes: [{key: n, value: {intValue: 5}}, {key: t, value: {stringValue: "true"}}]}
                - {name: preauth.x, kind: 3, traceId: "00000000000000000000000000000001", spanId: "0000000000000002", attributes: [{key: d, value: {doubleValue: 2.5}}, {key: b, value: {boolValue: true}}]}
                - {name: other, kind: 1, traceId: "00000000000000000000000000000001", spanId: "0000000000000003"}
        - resource: {attributes: [{key: host, value: {stringValue: h2}}]}
          scopeSpans:
            - scope: {name: lib2}
              spans:
                - {name: login, kind: 2, traceId: "00000000000000000000000000000002", spanId: "0000000000000004", attributes: [{key: list, value: {arrayValue: {values: [{intValue: 1}]}}}], events: [{name: e1}, {name: e2}]}
      """;

  private static final String LOGS =
      """
      resourceLogs:
        - resource: {attributes: [{key: host, value: {stringValue: h1}}]}
          scopeLogs:
            - logRecords:
                - {severityNumber: 5, severityText: DEBUG, body: {stringValue: "MINOR: a"}}
                - {severityNumber: 9, severityText: INFO, body: {stringValue: "IMPORTANT: b"}, attributes: [{key: k, value: {boolValue: true}}]}
                - {severityNumber: 17, severityText: ERROR, body: {kvlistValue: {values: []}}}
                - {body: {stringValue: c}}
      """;

  private static final String POINTS =
      """
      resourceMetrics:
        - resource: {attributes: [{key: host, value: {stringValue: h1}}]}
          scopeMetrics:
            - metrics:
                - {name: full_name, gauge: {dataPoints: [{asInt: "1", timeUnixNano: "1"}, {asInt: "2", timeUnixNano: "1"}]}}
                - {name: other/suffix, gauge: {dataPoints: [{asInt: "3", timeUnixNano: "1"}]}}
      """;

  /// Criteria as `include`, and the numbers of the spans that stay.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "match_type: regexp, span_names: ['auth\\..*'] | 1 2",
        "match_type: regexp, span_names: ['^auth', 'ogi'] | 1 4",
        "match_type: strict, span_names: [login] | 4",
        "match_type: strict, services: [auth-api] | 1 2 3",
        "match_type: regexp, services: ['nil'] | 4",
        "match_type: strict, services: ['<nil-service-name>'] | 4",
        "match_type: strict, span_kinds: [SPAN_KIND_SERVER] | 1 4",
        "match_type: regexp, span_kinds: ['CLI', 'INT'] | 2 3",
        "match_type: strict, services: [auth-api], span_kinds: [SPAN_KIND_SERVER] | 1",
        "match_type: strict, attributes: [{key: n}] | 1",
        "match_type: strict, attributes: [{key: n}, {key: d}] | ",
        "match_type: strict, attributes: [{key: n, value: 5}] | 1",
        "match_type: strict, attributes: [{key: n, value: 5.0}] | ",
        "match_type: strict, attributes: [{key: n, value: '5'}] | ",
        "match_type: strict, attributes: [{key: t, value: true}] | ",
        "match_type: strict, attributes: [{key: t, value: 'true'}] | 1",
        "match_type: strict, attributes: [{key: b, value: true}] | 2",
        "match_type: strict, attributes: [{key: d, value: 2.5}] | 2",
        "match_type: strict, attributes: [{key: list, value: [1]}] | 4",
        "match_type: regexp, attributes: [{key: n, value: '^5$'}] | 1",
        "match_type: regexp, attributes: [{key: t, value: 'tr'}] | 1",
        "match_type: regexp, attributes: [{key: b, value: '^true$'}] | 2",
        "match_type: regexp, attributes: [{key: d, value: '^2.5$'}] | 2",
        "match_type: regexp, attributes: [{key: list, value: '.*'}] | ",
        "match_type: regexp, attributes: [{key: list}] | 4",
        "match_type: strict, resources: [{key: host, value: h2}] | 4",
        "match_type: regexp, resources: [{key: host, value: 'h'}, {key: service.name}] | 1 2 3",
        "match_type: strict, libraries: [{name: lib}] | 1 2 3",
        "match_type: strict, libraries: [{name: lib, version: '1'}] | 1 2 3",
        "match_type: strict, libraries: [{name: lib, version: '2'}] | ",
        "match_type: strict, libraries: [{name: lib2, version: ''}] | 4",
        "match_type: strict, libraries: [{name: lib, version: ''}] | ",
        "match_type: regexp, libraries: [{name: lib}] | 1 2 3 4",
        "match_type: strict, libraries: [{name: lib}, {name: lib2}] | ",
      })
  void spansThatMatchTheCriteriaStayAndTheOthersGoAsExcluded(String criteria, String expected) {
    List<String> all = List.of("1", "2", "3", "4");
    List<String> kept = expected == null ? List.of() : List.of(expected.strip().split(" "));
    List<String> staying = kept.equals(List.of("")) ? List.of() : kept;

    assertThat(spanIds(run("spans: {include: {" + criteria + "}}", Otlp.spans(SPANS))))
        .isEqualTo(staying);
    assertThat(spanIds(run("spans: {exclude: {" + criteria + "}}", Otlp.spans(SPANS))))
        .isEqualTo(all.stream().filter(id -> !staying.contains(id)).toList());
  }

  @Test
  void includeComesFirstAndExcludeTakesFromIt() {
    String options =
        "spans: {include: {match_type: regexp, span_names: [auth]},"
            + " exclude: {match_type: strict, span_kinds: [SPAN_KIND_CLIENT]}}";

    assertThat(spanIds(run(options, Otlp.spans(SPANS)))).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{severity_number: {min: INFO}} | 1 2",
        "{severity_number: {min: info, match_undefined: true}} | 1 2 3",
        "{severity_number: {min: 17}} | 2",
        "{severity_number: {min: ERROR2}} | ",
        "{match_type: strict, severity_texts: [INFO]} | 1",
        "{match_type: regexp, severity_texts: ['^[DI]']} | 0 1",
        "{match_type: regexp, bodies: ['^IMPORTANT:']} | 1",
        "{match_type: regexp, bodies: ['.*']} | 0 1 3",
        "{match_type: strict, record_attributes: [{key: k, value: true}]} | 1",
        "{match_type: strict, resource_attributes: [{key: host, value: h2}]} | ",
        "{match_type: strict} | 0 1 2 3",
      })
  void logRecordsThatMatchStay(String criteria, String expected) {
    LogBatch source = Otlp.logs(LOGS);
    List<String> rows = Dump.rows(source);
    Taken taken = run("logs: {include: " + criteria + "}", source);

    List<String> kept = new ArrayList<>();
    for (Batch batch : taken.batches()) {
      Dump.rows(batch).forEach(row -> kept.add(Integer.toString(rows.indexOf(row))));
    }
    assertThat(String.join(" ", kept)).isEqualTo(expected == null ? "" : expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "metrics: {include: {match_type: strict, metric_names: [full_name]}} | 2",
        "metrics: {include: {match_type: regexp, metric_names: ['.*/suffix']}} | 1",
        "metrics: {exclude: {match_type: regexp, metric_names: ['.*/suffix']}} | 2",
        "metrics: {include: {match_type: strict}} | 3",
        "metrics: {include: {match_type: strict, resource_attributes: [{key: host, value: x}]}} | 0",
        "metrics: {metric: ['name == \"full_name\"']} | 1",
        "metrics: {datapoint: ['value_int == 2']} | 2",
        "metrics: {datapoint: ['value_int < 3', 'metric.name == \"other/suffix\"']} | 0",
        "metrics: {resource: ['attributes[\"host\"] == \"h1\"']} | 0",
        "metric_conditions: ['metric.name == \"full_name\"'] | 1",
        "metric_conditions: [{context: datapoint, conditions: ['value_int == 1']}] | 2",
        "logs: {log_record: ['true']} | 3",
      })
  void metricsAreFiltered(String options, int points) {
    assertThat(run(options, Otlp.points(POINTS)).rows()).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "traces: {span: ['attributes[\"n\"] == 5', 'name == \"login\"']} | 2 3",
        "traces: {resource: ['attributes[\"host\"] == \"h1\"']} | 4",
        "traces: {resource: ['attributes[\"host\"] == \"h2\"'], span: ['kind == 1']} | 1 2",
        "trace_conditions: ['span.kind == SPAN_KIND_SERVER'] | 2 3",
        "trace_conditions: ['resource.attributes[\"host\"] == \"h2\"'] | 1 2 3",
        "trace_conditions: ['scope.name == \"lib\"'] | 4",
        "trace_conditions: [{context: scope, conditions: ['name == \"lib2\"']}] | 1 2 3",
        "trace_conditions: [{context: span, conditions: ['name == \"login\"']}] | 1 2 3",
        "traces: {span: ['true']} | ",
        "traces: {span: ['false']} | 1 2 3 4",
      })
  void conditionsDropSpans(String options, String expected) {
    List<String> kept = expected == null ? List.of() : List.of(expected.strip().split(" "));

    assertThat(spanIds(run(options, Otlp.spans(SPANS))))
        .isEqualTo(kept.equals(List.of("")) ? List.of() : kept);
  }

  @Test
  void conditionsAboutEventsDropEventsAndKeepTheirSpan() {
    SpanBatch kept =
        (SpanBatch) run("traces: {spanevent: ['name == \"e1\"']}", Otlp.spans(SPANS)).batch();

    assertThat(kept.size()).isEqualTo(4);
    assertThat(kept.events().size()).isEqualTo(1);
    assertThat(kept.strings().get(kept.events().name(0))).isEqualTo("e2");
    assertThat(kept.events().end(3) - kept.events().start(3)).isEqualTo(1);
  }

  @Test
  void aBatchOfWhichAllStaysIsHandedOnAsItIs() {
    SpanBatch source = Otlp.spans(SPANS);

    assertThat(run("traces: {span: ['false']}", source).batch()).isSameAs(source);
    assertThat(run("spans: {exclude: {match_type: strict, span_names: [none]}}", source).batch())
        .isSameAs(source);
    assertThat(run("logs: {log_record: ['true']}", source).batch()).isSameAs(source);
  }

  @Test
  void inModePropagateABatchThatFailsDoesNotGoOnAndIsCounted() {
    EvaluationErrors errors = new EvaluationErrors("filter");
    String condition = "traces: {span: ['HasPrefix(attributes[\"n\"], \"x\")', 'kind == 1']}";

    assertThat(run("error_mode: propagate\n" + condition, errors).batches()).isEmpty();
    assertThat(errors.errors()).isEqualTo(1);
    assertThat(errors.refusedRows()).isEqualTo(4);
  }

  @Test
  void inModeIgnoreTheNextConditionIsTaken() {
    EvaluationErrors errors = new EvaluationErrors("filter");
    String condition = "traces: {span: ['HasPrefix(attributes[\"n\"], \"x\")', 'kind == 1']}";

    assertThat(spanIds(run("error_mode: silent\n" + condition, errors)))
        .containsExactly("1", "2", "4");
    assertThat(errors.errors()).isEqualTo(4);
    assertThat(errors.refusedRows()).isZero();
  }

  @Test
  void theDefaultModeCountsWhereNoneIsNamed() {
    Taken taken = new Taken();
    String condition = "traces: {span: ['HasPrefix(attributes[\"n\"], \"x\")']}";
    new FilterStage(options(condition), ErrorMode.PROPAGATE, new EvaluationErrors("filter"), taken)
        .accept(Otlp.spans(SPANS), Arrival.of(1, 1));

    assertThat(taken.batches()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "spans: {include: {match_type: none, services: [a]}} | unrecognized match_type: 'none',"
            + " valid types are: [regexp strict]",
        "spans: {include: {services: [a]}} | unrecognized match_type: ''",
        "spans: {include: {match_type: strict, log_bodies: [a]}} | log_bodies should not be"
            + " specified for trace spans",
        "spans: {include: {match_type: strict, log_severity_texts: [a]}} | log_severity_texts"
            + " should not be specified for trace spans",
        "spans: {include: {log_severity_number: {min: INFO}}} | log_severity_number should not be"
            + " specified for trace spans",
        "spans: {include: {match_type: strict, metric_names: [a]}} | metric_names should not be"
            + " specified for trace spans",
        "spans: {include: {match_type: strict, span_kinds: [SERVER]}} | span_kinds string must"
            + " match one of the standard span kinds when match_type=strict: [",
        "spans: {include: {match_type: regexp, span_names: ['(']}} | error creating span name"
            + " filters: error parsing regexp: ",
        "spans: {include: {match_type: regexp, services: ['(']}} | error creating service name"
            + " filters: error parsing regexp: ",
        "spans: {include: {match_type: regexp, attributes: [{key: a, value: 1}]}} | only supports"
            + " Str, but found int64",
        "spans: {include: {match_type: strict, attributes: [{value: 1}]}} | Can't have empty key",
        "logs: {include: {severity_number: {min: LOUD}}} | 'LOUD' is not a valid severity",
        "logs: {include: {severity_number: {min: 25}}} | '25' is not a valid severity",
        "error_mode: loud | unknown error mode loud",
        "traces: {spans: ['true']} | 'traces' has invalid keys: spans",
        "trace_conditions: ['name == \"x\"'] | unable to infer a valid context",
        "trace_conditions: ['log.body == \"x\"'] | unable to infer a valid context",
        "trace_conditions: [{context: log, conditions: ['body == 1']}] | unknown context \"log\"",
        "trace_conditions: ['span.name == \"x\"', {conditions: ['span.name == \"y\"']}] |"
            + " configuring multiple configuration styles is not supported",
        "{trace_conditions: ['span.name == \"x\"'], traces: {span: ['true']}} | at the same time",
      })
  void whatMeansNothingIsRefusedInUpstreamsWords(String options, String message) {
    assertThat(Reading.ofYaml(options, FilterOptions::read).errors().toString())
        .contains(message.strip());
  }

  @Test
  void whatStaysIsWhatWasThere() {
    Seeds.forEach(
        50,
        random -> {
          SpanBatch source = new RandomBatches(random, 1_700_000_000_000_000_000L).spans(20);
          long checksum = Dump.checksum(source);
          List<String> expected = new ArrayList<>();
          for (int row = 0; row < source.size(); row++) {
            if (!source.strings().get(source.name(row)).startsWith("v")) {
              expected.add(Dump.rows(source).get(row));
            }
          }

          Taken taken = run("traces: {span: ['IsMatch(name, \"^v\")']}", source);

          List<String> kept = new ArrayList<>();
          taken.batches().forEach(batch -> kept.addAll(Dump.rows(batch)));
          assertThat(kept).isEqualTo(expected);
          assertThat(Dump.checksum(source)).isEqualTo(checksum);
        });
  }

  private static List<String> spanIds(Taken taken) {
    List<String> ids = new ArrayList<>();
    for (Batch batch : taken.batches()) {
      SpanBatch spans = (SpanBatch) batch;
      for (int row = 0; row < spans.size(); row++) {
        ids.add(Long.toString(spans.spanId(row)));
      }
    }
    return ids;
  }

  private static Taken run(String options, EvaluationErrors errors) {
    Taken taken = new Taken();
    new FilterStage(options(options), ErrorMode.IGNORE, errors, taken)
        .accept(Otlp.spans(SPANS), Arrival.of(1, 1));
    return taken;
  }

  private static Taken run(String options, Batch batch) {
    Taken taken = new Taken();
    new FilterStage(options(options), ErrorMode.IGNORE, new EvaluationErrors("filter"), taken)
        .accept(batch, Arrival.of(1, 1));
    return taken;
  }

  private static FilterOptions options(String yaml) {
    Reading<FilterOptions> reading = Reading.ofYaml(yaml, FilterOptions::read);
    assertThat(reading.errors()).isEmpty();
    return reading.value();
  }

  @Test
  void pointsThatStayAreThoseThatWereThere() {
    PointBatch source = Otlp.points(POINTS);
    List<String> rows = Dump.rows(source);

    Batch kept = run("metrics: {datapoint: ['value_int == 2']}", source).batch();

    assertThat(Dump.rows(kept)).containsExactly(rows.get(0), rows.get(2));
  }
}
