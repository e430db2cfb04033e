package dev.clew.pipeline.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Dump;
import dev.clew.pipeline.Otlp;
import dev.clew.pipeline.Taken;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.ottl.Documents;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.TestData;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttributesStageTest {
  private static final String CONTRIB =
      "collector/opentelemetry-collector-contrib-v0.121.0/processor/";
  private static final Value NOTHING = new Value.Nothing();

  /// One record with an attribute of each type.
  private static LogBatch record() {
    LogBatch batch = new LogBatch();
    add(batch, "text", ValueType.STRING, batch.strings().add("hello"));
    add(batch, "int", ValueType.INT, 7);
    add(batch, "double", ValueType.DOUBLE, Double.doubleToRawLongBits(2.5));
    add(batch, "bool", ValueType.BOOL, 1);
    add(batch, "digits", ValueType.STRING, batch.strings().add("42"));
    add(batch, "none", ValueType.STRING, 0);
    add(batch, "list", ValueType.ARRAY, batch.strings().add("[1]"));
    add(batch, "url", ValueType.STRING, batch.strings().add("http://example.com/path"));
    batch.resources().endRow(0, 0, 0, 0);
    batch.scopes().endRow(0, 0, 0, 0);
    batch.endRow();
    return batch;
  }

  private static void add(LogBatch batch, String key, ValueType type, long value) {
    batch.attributes().add(batch.strings().add(key), type, value);
  }

  /// Actions, a key and what must stand there afterwards; `-` for nothing.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{key: new, value: 1, action: insert} | new | INT:1",
        "{key: text, value: 1, action: insert} | text | STRING:hello",
        "{key: new, value: 1, action: update} | new | -",
        "{key: text, value: true, action: update} | text | BOOL:1",
        "{key: new, value: 1.5, action: UPSERT} | new | DOUBLE:4609434218613702656",
        "{key: text, value: [1, a], action: upsert} | text | ARRAY:[1,\"a\"]",
        "{key: new, value: {a: 1}, action: upsert} | new | MAP:{\"a\":1}",
        "{key: new, from_attribute: int, action: insert} | new | INT:7",
        "{key: new, from_attribute: absent, action: insert} | new | -",
        "{key: text, from_attribute: absent, action: upsert} | text | STRING:hello",
        "{key: new, from_context: metadata.x, action: insert} | new | -",
        "{key: text, action: delete} | text | -",
        "{key: absent, action: delete} | text | STRING:hello",
        "{pattern: '^t', action: delete} | text | -",
        "{key: int, pattern: '^d', action: delete} | double | -",
        "{key: int, pattern: '^d', action: delete} | int | -",
        "{key: int, pattern: '^d', action: delete} | bool | BOOL:1",
        "{key: text, action: hash} | text |"
            + " STRING:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "{key: bool, action: hash} | bool |"
            + " STRING:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
        "{key: none, action: hash} | none | STRING:",
        "{key: list, action: hash} | list | STRING:",
        "{key: url, pattern: '^(?P<scheme>[a-z]+)://(?P<text>[^/]+)', action: extract} | scheme |"
            + " STRING:http",
        "{key: url, pattern: '^(?P<scheme>[a-z]+)://(?P<text>[^/]+)', action: extract} | text |"
            + " STRING:example.com",
        "{key: url, pattern: '^(?P<scheme>ftp)', action: extract} | scheme | -",
        "{key: int, pattern: '(?P<n>.)', action: extract} | n | -",
        "{key: digits, converted_type: int, action: convert} | digits | INT:42",
        "{key: digits, converted_type: double, action: convert} | digits |"
            + " DOUBLE:4631107791820423168",
        "{key: text, converted_type: int, action: convert} | text | STRING:hello",
        "{key: double, converted_type: int, action: convert} | double | INT:2",
        "{key: bool, converted_type: int, action: convert} | bool | INT:1",
        "{key: double, converted_type: string, action: convert} | double | STRING:2.5",
        "{key: int, converted_type: string, action: convert} | int | STRING:7",
        "{key: list, converted_type: string, action: convert} | list | STRING:[1]",
        "{key: list, converted_type: int, action: convert} | list | ARRAY:[1]",
      })
  void actionsDoWhatTheySay(String action, String key, String expected) {
    LogBatch source = record();
    long checksum = Dump.checksum(source);

    Batch changed = run("actions: [" + action + "]", source);

    assertThat(attribute(changed, key.strip())).isEqualTo(expected.strip());
    assertThat(Dump.checksum(source)).isEqualTo(checksum);
  }

  private static String attribute(Batch batch, String key) {
    int entry = batch.attributes().find(0, batch.strings().find(key));
    if (entry < 0) {
      return "-";
    }
    long value = batch.attributes().value(entry);
    ValueType type = batch.attributes().type(entry);
    return type + ":" + (type.isText() ? batch.strings().get((int) value) : value);
  }

  @Test
  void theHashOfAnIntegerIsThatOfItsLittleEndianBytes() throws Exception {
    byte[] bytes = {7, 0, 0, 0, 0, 0, 0, 0};
    String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

    Batch changed = run("actions: [{key: int, action: hash}]", record());

    assertThat(attribute(changed, "int")).isEqualTo("STRING:" + expected);
  }

  @Test
  void actionsAreDoneInTheirOrder() {
    String actions =
        "actions: [{key: a, value: default, action: insert},"
            + " {key: b, from_attribute: a, action: upsert}, {key: a, action: delete}]";
    Batch changed = run(actions, record());

    assertThat(attribute(changed, "a")).isEqualTo("-");
    assertThat(attribute(changed, "b")).isEqualTo("STRING:default");
  }

  @Test
  void aBatchOfWhichNothingChangesIsHandedOnAsItIs() {
    LogBatch source = record();

    assertThat(run("actions: [{key: x, action: delete}]", source)).isSameAs(source);
    assertThat(run("actions: [{key: int, value: 7, action: upsert}]", source)).isSameAs(source);
  }

  @Test
  void onlyRowsThatAreMeantAreChanged() {
    SpanBatch source = new RandomBatches(Seeds.random(3), 1_000).spans(30);
    SpanBatch changed =
        (SpanBatch)
            run(
                """
                include: {match_type: strict, services: [identity, gateway]}
                exclude: {match_type: regexp, span_names: ["^verify$"]}
                actions: [{key: marked, value: true, action: insert}]
                """,
                source);

    int marked = changed.strings().find("marked");
    int seen = 0;
    for (int row = 0; row < source.size(); row++) {
      String service = source.strings().get(source.resources().name(source.resource(row)));
      boolean isMeant =
          List.of("identity", "gateway").contains(service)
              && !source.strings().get(source.name(row)).equals("verify");
      assertThat(changed.attributes().find(row, marked) >= 0).isEqualTo(isMeant);
      seen += isMeant ? 1 : 0;
    }
    assertThat(seen).isBetween(1, source.size() - 1);
  }

  @Test
  void resourcesAreChangedOnceAndEqualOnesBecomeOne() {
    SpanBatch source = new RandomBatches(Seeds.random(4), 1_000).spans(40);
    long checksum = Dump.checksum(source);
    Taken taken = new Taken();
    ResourceOptions options =
        Reading.ofYaml(
                """
                attributes:
                  - {key: service.name, value: one, action: update}
                  - {key: process.pid, action: delete}
                """,
                ResourceOptions::read)
            .value();
    new ResourceStage(options, taken).accept(source, Arrival.of(1, 1));
    SpanBatch changed = (SpanBatch) taken.batch();

    assertThat(source.resources().size()).isGreaterThan(5);
    for (int row = 0; row < changed.size(); row++) {
      assertThat(changed.resource(row)).isEqualTo(changed.resource(0));
      int name = changed.resources().name(changed.resource(row));
      assertThat(changed.strings().get(name)).isEqualTo("one");
    }
    assertThat(Dump.checksum(source)).isEqualTo(checksum);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{action: insert, value: 1} | error creating AttrProc due to missing required field"
            + " \"key\" at the 0-th actions",
        "{action: delete} | error creating AttrProc due to missing required field (at least one of"
            + " \"key\" and \"pattern\" have to be used) at the 0-th actions",
        "{key: a, action: upsert} | error creating AttrProc. Either field \"value\","
            + " \"from_attribute\" or \"from_context\" setting must be specified for 0-th action",
        "{key: a, action: insert, value: 1, from_attribute: b} | error creating AttrProc due to"
            + " multiple value sources being set at the 0-th actions",
        "{key: a, action: insert, value: 1, pattern: b} | error creating AttrProc. Action"
            + " \"insert\" does not use the \"pattern\" field. This must not be specified for 0-th"
            + " action",
        "{key: a, action: extract, pattern: b} | error creating AttrProc. Field \"pattern\""
            + " contains no named matcher groups at the 0-th actions",
        "{key: a, action: extract, pattern: '(?P<n>b)(c)'} | contains at least one unnamed matcher"
            + " group at the 0-th actions",
        "{key: a, action: extract, pattern: '('} | has invalid pattern: \"(\" to be set at the 0-th"
            + " actions",
        "{key: a, action: Explode} | error creating AttrProc due to unsupported action \"explode\""
            + " at the 0-th actions",
        "{key: a, action: convert} | missing required field \"converted_type\" for action"
            + " \"convert\" at the 0-th action",
        "{key: a, action: convert, converted_type: bool} | invalid value \"bool\" in field"
            + " \"converted_type\" for action \"convert\" at the 0-th action",
        "{key: a, action: hash, value: 1} | does not use \"value\" or \"from_attribute\" field",
        "{key: a, action: delete, converted_type: int} | does not use the \"converted_type\" field",
        "{key: a, action: delete, colour: red} | 'actions[0]' has invalid keys: colour",
      })
  void actionsThatMeanNothingAreRefusedInUpstreamsWords(String action, String message) {
    assertThat(
            Reading.ofYaml("actions: [" + action + "]", AttributesOptions::read)
                .errors()
                .toString())
        .contains(message.strip());
  }

  @Test
  void criteriaAreCheckedAgainstTheSignalOfThePipeline() {
    AttributesOptions options =
        Reading.ofYaml(
                "{include: {match_type: strict, services: [a]}, actions: [{key: a, action: delete}]}",
                AttributesOptions::read)
            .value();

    assertThat(options.refusal(Signal.TRACES)).isNull();
    assertThat(options.refusal(Signal.LOGS))
        .isEqualTo(
            "services, span_names, span_kinds and metric_names are not valid for log records");
    assertThat(options.refusal(Signal.METRICS)).isNotNull();
  }

  /// One fixture has a group without a name, which upstream refuses when it builds the processor.
  @Test
  void fixturesAreReadOrRefused() {
    int accepted = 0;
    String attributes = CONTRIB + "attributesprocessor/testdata";
    for (Path file : TestData.files(attributes, ".yaml")) {
      for (Map.Entry<String, Value> entry : entries(Otlp.yaml(Otlp.read(file))).entrySet()) {
        Reading<AttributesOptions> reading =
            Reading.ofYaml(json(entry.getValue()), AttributesOptions::read);
        if (entry.getKey().equals("attributes/regex_insert")) {
          assertThat(reading.errors().toString()).contains("at least one unnamed matcher group");
        } else {
          assertThat(reading.errors()).as(entry.getKey()).isEmpty();
          accepted++;
        }
      }
    }
    Map<String, Value> resource =
        entries(
            Otlp.yaml(
                Otlp.read(TestData.require(CONTRIB + "resourceprocessor/testdata/config.yaml"))));
    assertThat(
            Reading.ofYaml(json(resource.getOrDefault("resource", NOTHING)), ResourceOptions::read)
                .errors())
        .isEmpty();
    assertThat(
            Reading.ofYaml(
                    json(resource.getOrDefault("resource/empty", NOTHING)), ResourceOptions::read)
                .errors())
        .extracting(Problem::message)
        .containsExactly("missing required field \"attributes\"");
    assertThat(resource).containsKeys("resource", "resource/empty");
    assertThat(accepted).isEqualTo(19);
    System.out.printf("attributes and resource fixtures: %d accepted, 2 refused%n", accepted + 1);
  }

  private static Map<String, Value> entries(Value value) {
    return value instanceof Value.Mapping(Map<String, Value> entries) ? entries : Map.of();
  }

  private static String json(Value value) {
    return value instanceof Value.Nothing
        ? "{}"
        : Documents.print(dev.clew.pipeline.ottl.Value.of(value));
  }

  private static Batch run(String options, Batch batch) {
    Reading<AttributesOptions> reading = Reading.ofYaml(options, AttributesOptions::read);
    assertThat(reading.errors()).isEmpty();
    Taken taken = new Taken();
    new AttributesStage(reading.value(), taken).accept(batch, Arrival.of(1, 1));
    return taken.batch();
  }
}
