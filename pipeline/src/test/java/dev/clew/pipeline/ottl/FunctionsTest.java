package dev.clew.pipeline.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "IsMatch(attributes[\"text\"], \"^a$\") | true",
        "IsMatch(attributes[\"absent\"], \".*\") | false",
        "IsMatch(attributes[\"int\"], \"^1$\") | true",
        "IsMatch(attributes[\"double\"], \"^1[.]5$\") | true",
        "IsMatch(Double(\"1e21\"), \"^1000000000000000000000$\") | true",
        "IsMatch(attributes[\"true\"], \"^true$\") | true",
        "IsMatch(attributes[\"bytes\"], \"^01fe$\") | true",
        "IsMatch(attributes[\"list\"], \"^.1,.x..$\") | true",
        "IsMatch({\"b\": 1, \"a\": nil}, \"^{.a.:null,.b.:1}$\") | true",
        "IsMatch(\"auth.login\", \"auth\\\\..*\") | true",
        "IsMatch(\"preauth.login\", \"auth\\\\..*\") | true",
        "IsMatch(\"authxlogin\", \"auth\\\\..*\") | false",
        "IsString(attributes[\"text\"]) | true",
        "IsString(attributes[\"int\"]) | false",
        "IsString(attributes[\"absent\"]) | false",
        "IsInt(attributes[\"int\"]) | true",
        "IsInt(attributes[\"double\"]) | false",
        "IsDouble(attributes[\"double\"]) | true",
        "IsDouble(attributes[\"int\"]) | false",
        "IsBool(attributes[\"false\"]) | true",
        "IsMap(attributes[\"map\"]) | true",
        "IsMap(attributes) | true",
        "IsMap(attributes[\"list\"]) | false",
        "IsList(attributes[\"list\"]) | true",
        "IsList(attributes[\"map\"]) | false",
        "HasPrefix(body, \"he\") | true",
        "HasPrefix(body, \"lo\") | false",
        "HasSuffix(body, \"lo\") | true",
        "HasSuffix(body, \"he\") | false",
        "ContainsValue(attributes[\"list\"], \"x\") | true",
        "ContainsValue(attributes[\"list\"], 1.0) | true",
        "ContainsValue(attributes[\"list\"], \"1\") | false",
        "ContainsValue([\"a\", body], \"hello\") | true",
        "Int(\"12\") == 12 | true",
        "Int(\"0x12\") == nil | true",
        "Int(\"1.5\") == nil | true",
        "Int(-2.9) == -2 | true",
        "Int(true) == 1 | true",
        "Int(nil) == nil | true",
        "Double(\"1.5\") == 1.5 | true",
        "Double(3) == 3.0 | true",
        "Double(false) == 0 | true",
        "Double(nil) == nil | true",
        "String(1.0) == \"1\" | true",
        "String(attributes[\"bytes\"]) == \"01fe\" | true",
        "String(nil) == nil | true",
        "String(true) == \"true\" | true",
        "Len(body) == 5 | true",
        "Len(\"é\") == 2 | true",
        "Len(attributes[\"list\"]) == 2 | true",
        "Len(attributes[\"map\"]) == 1 | true",
        "Len(attributes) == 9 | true",
        "Len(attributes[\"bytes\"]) == 2 | true",
        "Concat([\"a\", 1, nil, 2.0], \"-\") == \"a-1-<nil>-2\" | true",
        "Concat([], \"-\") == \"\" | true",
        "Substring(body, 1, 3) == \"ell\" | true",
        "Substring(\"aé\", 1, 2) == \"é\" | true",
        "ToLowerCase(\"AbÉ\") == \"abé\" | true",
        "SHA256(\"a\") =="
            + " \"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\" | true",
        "Duration(\"1m0.5s\") > Duration(\"60s\") | true",
        "observed_time - time == Duration(\"333ns\") | true",
        "time + Duration(\"333ns\") == observed_time | true",
        "observed_time_unix_nano - time_unix_nano == 333 | true",
        "TraceID(0x000102030405060708090a0b0c0d0e0f)"
            + " == TraceID(\"000102030405060708090a0b0c0d0e0f\") | true",
        "SpanID(0x0000000000000000) == span_id | true",
        "TraceID(0x00000000000000000000000000000001) == trace_id | false",
        "Coalesce([nil, attributes[\"absent\"], \"c\", \"d\"]) == \"c\" | true",
        "Coalesce([attributes[\"text\"], 1]) == \"a\" | true",
        "Coalesce([nil]) == nil | true",
        "IsInCIDR(\"10.1.2.3\", [\"192.168.0.0/16\", \"10.0.0.0/8\"]) | true",
        "IsInCIDR(\"11.1.2.3\", [\"192.168.0.0/16\", \"10.0.0.0/8\"]) | false",
        "IsInCIDR(\"10.1.2.3:443\", [\"10.0.0.0/8\"]) | false",
        "IsInCIDR(\"::ffff:10.1.2.3\", [\"10.0.0.0/8\"]) | true",
        "IsInCIDR(\"::ffff:0a01:0203\", [\"10.0.0.0/8\"]) | true",
        "IsInCIDR(\"2001:db8::1\", [\"2001:db8::/32\"]) | true",
        "IsInCIDR(\"2001:db9::1\", [\"2001:db8::/32\"]) | false",
        "IsInCIDR(\"1.2.3.4\", [\"0.0.0.0/0\"]) | true",
        "IsInCIDR(\"::1\", [\"0.0.0.0/0\"]) | false",
        "IsInCIDR(\"1.2.3\", [\"0.0.0.0/0\"]) | false",
        "IsInCIDR(\"localhost\", [\"0.0.0.0/0\", \"::/0\"]) | false",
        "IsInCIDR(attributes[\"absent\"], [\"0.0.0.0/0\"]) | false",
      })
  void functionsAnswerAsTheSpecificationSays(String condition, boolean expected) {
    assertThat(Logs.holds(condition)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "HasPrefix(attributes[\"int\"], \"1\") | expected string but got int64",
        "HasSuffix(attributes[\"absent\"], \"1\") | expected string but got nil",
        "Double(\"x\") == 1 | strconv.ParseFloat: invalid syntax",
        "Double(attributes[\"text\"]) == 1 | strconv.ParseFloat: invalid syntax",
        "Substring(body, 3, 3) == \"\" | 6 cannot be greater than the length of target string(5)",
        "Substring(body, -1, 1) == \"\" | -1 cannot be negative",
        "Substring(body, 0, 9223372036854775807) == \"\" | cannot be greater than the length",
        "Len(attributes[\"int\"]) == 1 | target arg must be of type string",
        "attributes[\"text\"] - 1 == 0 | string must be int64, float64, time.Time",
        "attributes[\"int\"] / 0 == 0 | attempted to divide by 0",
        "attributes[\"int\"] / 0.0 == 0 | attempted to divide by 0",
        "attributes[\"int\"] + attributes[\"absent\"] == 0 | nil must be int64 or float64",
        "time + time == time | time.Time + time.Time is not supported",
        "attributes[\"text\"][\"x\"] == 1 | type string does not support indexing",
        "attributes[\"list\"][2] == 1 | index 2 out of bounds for a slice of 2",
        "attributes[\"list\"][\"x\"] == 1 | slice must be indexed by an int",
        "ContainsValue(body, 1) | expected pcommon.Slice but got string",
        "ToLowerCase(attributes[\"int\"]) == 1 | expected string but got int64",
        "TraceID(body) == trace_id | traces ids must be hexadecimal digits",
        "Len(body) | value returned by converter was not a boolean",
        "Duration(body) == Duration(\"1s\") | time: invalid duration",
      })
  void whatHasNoAnswerSaysWhy(String condition, String message) {
    assertThatThrownBy(() -> Logs.holds(condition))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(message.strip());
  }
}
