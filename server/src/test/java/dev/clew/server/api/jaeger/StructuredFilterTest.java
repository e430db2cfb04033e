package dev.clew.server.api.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.api.ApiServer;
import dev.clew.server.api.ApiServer.Answer;
import dev.clew.server.api.OneTrace;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Of one trace: a root of `gateway` and a failed span of `idp`.
class StructuredFilterTest {
  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer();
    server.add(OneTrace.of(1, Duration.ofMinutes(5)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String attribute(String op, String key, String level, String value, String type) {
    return "{'op':'%s','args':[{'attr':{'key':'%s','level':'%s'}},{'scalar':{'value':'%s','type':'%s'}}]}"
        .formatted(op, key, level, value, type);
  }

  private static String field(String op, String level, String name, String value) {
    return "{'op':'%s','args':[{'field':{'level':'%s','name':'%s'}},{'scalar':{'value':'%s'}}]}"
        .formatted(op, level, name, value);
  }

  private static String joined(String op, String... calls) {
    StringBuilder text = new StringBuilder("{'op':'" + op + "','args':[");
    for (String call : calls) {
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
      text.append(call.startsWith("{'op'") ? "{'call':" + call + "}" : call);
    }
    return text.append("]}").toString();
  }

  private Answer ask(String filter, String... more) {
    String[] parameters = {
      "query.startTimeMin", "2026-01-01T00:00:00Z",
      "query.startTimeMax", "2026-01-01T00:10:00Z",
      "query.filter", filter.replace('\'', '"')
    };
    String rest = more.length == 0 ? "" : ApiServer.query(more).replace('?', '&');
    return server.get("/api/v3/traces" + ApiServer.query(parameters) + rest);
  }

  private void assertFound(boolean isFound, String filter) {
    Answer answer = ask(filter);
    assertThat(answer.status()).as(filter + answer.text()).isEqualTo(isFound ? 200 : 404);
  }

  @Test
  void attributesAreComparedByTypeAndLevel() {
    assertFound(true, attribute("eq", "user.id", "span", "u-1", "string"));
    assertFound(true, attribute("eq", "user.id", "", "u-1", ""));
    assertFound(false, attribute("eq", "user.id", "resource", "u-1", "string"));
    assertFound(true, attribute("eq", "ok", "span", "true", "bool"));
    assertFound(true, attribute("eq", "ok", "span", "true", ""));
    assertFound(false, attribute("eq", "ok", "span", "true", "string"));
    assertFound(true, attribute("gt", "big", "span", "1000", "int"));
    assertFound(true, attribute("eq", "try", "event", "3", ""));
    assertFound(true, attribute("eq", "service.name", "resource", "idp", "string"));
  }

  @Test
  void aNegativeLeafNeedsAValue() {
    assertFound(true, attribute("ne", "user.id", "span", "u-2", "string"));
    assertFound(false, attribute("ne", "user.id", "span", "u-1", "string"));
    assertFound(false, attribute("ne", "no.such", "span", "x", "string"));
    String absent = attribute("eq", "no.such", "span", "x", "string");
    assertFound(true, joined("not", absent));
  }

  @Test
  void fieldsHaveTypesOfTheirOwn() {
    assertFound(true, field("eq", "span", "name", "verify"));
    assertFound(true, field("eq", "span", "status", "error"));
    assertFound(true, field("eq", "span", "kind", "server"));
    assertFound(true, field("gte", "span", "duration", "20ms"));
    assertFound(false, field("gt", "span", "duration", "20ms"));
    assertFound(true, field("eq", "resource", "service", "gateway"));
    assertFound(true, field("eq", "scope", "version", "1.0"));
    assertFound(true, field("eq", "event", "name", "exception"));
  }

  @Test
  void allOfItIsAskedOfOneSpan() {
    String idp = field("eq", "resource", "service", "idp");
    String root = field("eq", "span", "name", "POST /login");
    String verify = field("eq", "span", "name", "verify");

    assertFound(true, joined("and", idp, verify));
    assertFound(false, joined("and", idp, root));
    assertFound(true, joined("or", idp, root));
    assertFound(true, joined("and", verify, joined("not", root)));
  }

  @Test
  void listsAndPatternsAndPresence() {
    String list =
        "{'op':'%s','args':[{'attr':{'key':'user.id','level':'span'}},"
            + "{'list':{'values':['u-0','u-1'],'type':'string'}}]}";
    assertFound(true, list.formatted("in"));
    assertFound(false, list.formatted("not_in"));
    assertFound(true, field("regex", "span", "statusMessage", "wrong"));
    assertFound(true, field("regex", "span", "name", "er[^a]f|x"));
    assertFound(false, field("regex", "span", "name", "VERIFY"));
    assertFound(true, "{'op':'exists','args':[{'attr':{'key':'ratio'}}]}");
    assertFound(false, "{'op':'exists','args':[{'attr':{'key':'ratios'}}]}");
  }

  @Test
  void someAsksOfOneEvent() {
    String event = attribute("eq", "try", "event", "3", "int");
    assertFound(true, joined("some", "{'nested':{'level':'event'}}", event));
  }

  @Test
  void aFilterStandsAlone() {
    String filter = field("eq", "span", "name", "verify");

    assertThat(ask(filter, "query.serviceName", "idp").status()).isEqualTo(400);
    assertThat(ask(filter, "query.duration_min", "1s").status()).isEqualTo(400);
    assertThat(ask(filter, "query.searchDepth", "1").status()).isEqualTo(200);
  }

  @Test
  void valuesCannotBreakOut() {
    assertFound(false, attribute("eq", "a\\\"b } || {", "span", "\\\" || true", "string"));
    assertFound(false, attribute("eq", "user.id", "span", "u-1\\u0000\\n", "string"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "[]",
        "{}",
        "{'op':'xor','args':[]}",
        "{'op':'and','args':[]}",
        "{'op':'eq','args':[]}",
        "{'op':'eq','args':[{'attr':{}},{'scalar':{'value':'1'}}]}",
        "{'op':'eq','args':[{'attr':{'key':'a','level':'x'}},{'scalar':{'value':'1'}}]}",
        "{'op':'eq','args':[{'attr':{'key':'a'}},{'scalar':{'value':'x','type':'int'}}]}",
        "{'op':'eq','args':[{'attr':{'key':'a'}},{'scalar':{'value':'x','type':'y'}}]}",
        "{'op':'lt','args':[{'attr':{'key':'a'}},{'scalar':{'value':'true','type':'bool'}}]}",
        "{'op':'eq','args':[{'field':{'level':'span','name':'kind'}},{'scalar':{'value':'x'}}]}",
        "{'op':'gt','args':[{'field':{'level':'span','name':'status'}},{'scalar':{'value':'ok'}}]}",
        "{'op':'gt','args':[{'field':{'level':'span','name':'duration'}},{'scalar':{'value':'5'}}]}",
        "{'op':'eq','args':[{'field':{'level':'span','name':'x'}},{'scalar':{'value':'5'}}]}",
        "{'op':'regex','args':[{'attr':{'key':'a'}},{'scalar':{'value':'^a'}}]}",
        "{'op':'regex','args':[{'attr':{'key':'a'}},{'scalar':{'value':'a+?'}}]}",
        "{'op':'regex','args':[{'attr':{'key':'a'}},{'scalar':{'value':'(?i)a'}}]}",
        "{'op':'regex','args':[{'attr':{'key':'a'}},{'scalar':{'value':'('}}]}",
        "{'op':'regex','args':[{'attr':{'key':'a'}},{'scalar':{'value':'a)|(b'}}]}",
        "{'op':'regex','args':[{'attr':{'key':'a'}},{'scalar':{'value':'((a{999}){999}){999}'}}]}",
        "{'op':'some','args':[{'nested':{'level':'span'}},{'call':{}}]}"
      })
  void whatMakesNoSenseIsRefused(String filter) {
    Answer answer = ask(filter);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asText()).isNotBlank();
  }
}
