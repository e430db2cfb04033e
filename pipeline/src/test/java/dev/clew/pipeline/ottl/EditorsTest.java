package dev.clew.pipeline.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.BatchEdits;
import dev.clew.model.LogBatch;
import dev.clew.pipeline.Dump;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "set(attributes[\"new\"], \"v\") | attributes[\"new\"] == \"v\"",
        "set(attributes[\"text\"], 5) | attributes[\"text\"] == 5",
        "set(attributes[\"text\"], nil) | attributes[\"text\"] == \"a\"",
        "set(attributes[\"new\"], attributes[\"absent\"]) | Len(attributes) == 9",
        "set(attributes[\"new\"][\"a\"][\"b\"], 1) | attributes[\"new\"] == {\"a\": {\"b\": 1}}",
        "set(attributes[\"map\"][\"k\"][\"j\"][0], \"z\")"
            + " | attributes[\"map\"] == {\"k\": {\"j\": [\"z\", 8]}}",
        "set(attributes[\"b\"], 0x0102) | attributes[\"b\"] == 0x0102",
        "set(attributes, {\"only\": true}) | attributes == {\"only\": true}",
        "set(body, {\"a\": [1, 2.5, nil]}) | body[\"a\"][1] == 2.5 and body[\"a\"][2] == nil",
        "set(body[\"x\"], 1) where false | body == \"hello\"",
        "set(body, 1) where attributes[\"int\"] == 1 | body == 1",
        "set(severity_number, SEVERITY_NUMBER_FATAL) | severity_number == 21",
        "set(severity_text, Concat([severity_text, \"2\"], \"\")) | severity_text == \"INFO2\"",
        "set(time, observed_time) | time == observed_time",
        "set(time_unix_nano, 7) | time_unix_nano == 7",
        "set(trace_id, TraceID(0x000102030405060708090a0b0c0d0e0f))"
            + " | trace_id.string == \"000102030405060708090a0b0c0d0e0f\"",
        "set(span_id, SpanID(0x0102030405060708)) | span_id == 0x0102030405060708",
        "set(resource.attributes[\"r\"], body) | resource.attributes[\"r\"] == \"hello\"",
        "set(resource.schema_url, \"u\") | resource.schema_url == \"u\"",
        "set(scope.name, \"s\") | scope.name == \"s\"",
        "set(scope.attributes[\"s\"], 1) | scope.attributes[\"s\"] == 1",
        "delete_key(attributes, \"text\") | attributes[\"text\"] == nil and Len(attributes) == 8",
        "delete_key(attributes, \"absent\") | Len(attributes) == 9",
        "delete_key(attributes[\"map\"], \"k\") | attributes[\"map\"] == {}",
        "delete_key(attributes[\"absent\"], \"k\") | Len(attributes) == 9",
        "delete_matching_keys(attributes, \"^[tfb]\") | Len(attributes) == 5",
        "keep_keys(attributes, [\"int\", \"absent\"]) | attributes == {\"int\": 1}",
        "replace_pattern(body, \"l+\", \"L\") | body == \"heLo\"",
        "replace_pattern(body, \"(h)(e)\", \"$2$1\") | body == \"ehllo\"",
        "replace_pattern(body, \"(?P<first>h)\", \"${first}${first}-$$\") | body == \"hh-$ello\"",
        "replace_pattern(body, \"(h)\", \"$1x\") | body == \"ello\"",
        "replace_pattern(attributes[\"int\"], \"1\", \"2\") | attributes[\"int\"] == 1",
        "replace_pattern(body, \"none\", \"x\") | body == \"hello\"",
        "replace_match(body, \"h*o\", \"bye\") | body == \"bye\"",
        "replace_match(body, \"h?llo\", \"bye\") | body == \"bye\"",
        "replace_match(body, \"h[a-f]l{x,l}o\", \"bye\") | body == \"bye\"",
        "replace_match(body, \"h[!e]llo\", \"bye\") | body == \"hello\"",
        "replace_match(body, \"ell\", \"bye\") | body == \"hello\"",
        "replace_match(body, \"hell\\\\o\", \"bye\") | body == \"bye\"",
        "truncate_all(attributes, 0) | attributes[\"text\"] == \"\" and attributes[\"int\"] == 1",
        "limit(attributes, 2, [\"double\"]) | Len(attributes) == 2 and attributes[\"double\"] == 1.5",
        "limit(attributes, 20, []) | Len(attributes) == 9",
      })
  void editorsChangeWhatTheySay(String statement, String condition) {
    LogBatch source = Logs.record();
    long before = Dump.checksum(source);

    LogBatch changed = run(source, statement);

    assertThat(Logs.holds(condition, changed)).isTrue();
    assertThat(Dump.checksum(source)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "set(severity_number, \"x\") | expected int64 but got string",
        "set(severity_number, 25) | no severity number: 25",
        "set(severity_text, 1) | expected string but got int64",
        "set(trace_id, 0x01) | expected 16 bytes but got []uint8",
        "set(attributes, 1) | expected pcommon.Map but got int64",
        "set(attributes[\"t\"], time) | unsupported type: time.Time",
        "set(attributes[\"text\"][\"x\"], 1) | type string does not support indexing",
        "delete_key(body, \"x\") | expected pcommon.Map but got string",
      })
  void valuesThatDoNotFitFail(String statement, String message) {
    assertThatThrownBy(() -> run(Logs.record(), statement))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void statementsSeeWhatEarlierOnesDid() {
    LogBatch changed =
        run(
            Logs.record(),
            "set(attributes[\"n\"], 1)",
            "set(attributes[\"n\"], attributes[\"n\"] + 1) where attributes[\"n\"] == 1",
            "set(resource.attributes[\"seen\"], attributes[\"n\"])",
            "set(body, \"yes\") where resource.attributes[\"seen\"] == 2");

    assertThat(Logs.holds("body == \"yes\"", changed)).isTrue();
  }

  @Test
  void aCharacterIsNotCut() {
    assertThat(Truncation.truncate("aé€", 2)).isEqualTo("a");
    assertThat(Truncation.truncate("aé€", 3)).isEqualTo("aé");
    assertThat(Truncation.truncate("aé€", 5)).isEqualTo("aé");
    assertThat(Truncation.truncate("aé€", 6)).isEqualTo("aé€");
  }

  @Test
  void inModeIgnoreTheNextStatementIsTaken() {
    EvaluationErrors errors = new EvaluationErrors("test");
    BatchEdits edits = new BatchEdits(Logs.record());
    OttlStatements.parse(
            Context.LOG,
            List.of("set(body, Double(\"x\"))", "set(severity_text, \"seen\")"),
            List.of())
        .run(edits, ErrorMode.SILENT, errors);

    assertThat(Logs.holds("severity_text == \"seen\"", (LogBatch) edits.finish())).isTrue();
    assertThat(errors.errors()).isEqualTo(1);
  }

  private static LogBatch run(LogBatch source, String... statements) {
    BatchEdits edits = new BatchEdits(source);
    OttlStatements.parse(Context.LOG, List.of(statements), List.of())
        .run(edits, ErrorMode.PROPAGATE, new EvaluationErrors("test"));
    return (LogBatch) edits.finish();
  }
}
