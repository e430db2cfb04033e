package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.api.ApiServer.Answer;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever is asked, the answer is no failure of the server and no page of HTML.
final class HostileQuestionsTest {
  private static final String[] PATHS = {
    "/api/search",
    "/api/v2/search/tags",
    "/api/search/tags",
    "/api/v2/search/tag/%s/values",
    "/api/search/tag/%s/values",
    "/api/v2/traces/1",
    "/api/v2/traces/%s",
    "/tempo/api/traces/%s",
    "/api/traces",
    "/api/traces/%s",
    "/api/services/%s/operations",
    "/api/operations",
    "/api/dependencies",
    "/api/v3/traces",
    "/api/v3/traces/%s",
    "/api/v3/trace-summaries",
    "/api/v3/operations"
  };
  private static final String[] NAMES = {
    "q",
    "tags",
    "tag",
    "start",
    "end",
    "limit",
    "spss",
    "cursor",
    "sort",
    "scope",
    "minDuration",
    "traceID",
    "service",
    "endTs",
    "lookback",
    "query.attributes",
    "query.startTimeMin",
    "query.startTimeMax",
    "query.durationMin",
    "match_depth",
    "startTime"
  };
  private static final String[] VALUES = {
    "",
    "{",
    "{}",
    "{ .a = \"\\\"\" }",
    "{ duration > 1h } | count() > 9",
    "a=\"b",
    "a=b",
    "-1",
    "0",
    "9223372036854775807",
    "99999999999999999999",
    "1e9",
    "NaN",
    "[[[[",
    "{\"a\":[1]}",
    "{\"a\":1}",
    "\r\nSet-Cookie: a=b",
    "<script>",
    "\u0000",
    "ÿ\ud83d\ude00",
    "2026-01-01T00:00:00Z",
    "+1000000000-12-31T23:59:59Z",
    "9999h",
    "1h1h1h",
    "a:b",
    "%00",
    "../../etc",
    "resource.service.name"
  };

  @Test
  void noQuestionMakesTheServerFail() throws IOException {
    try (ApiServer server = new ApiServer()) {
      server.add(OneTrace.of(1, Duration.ofMinutes(5)));
      Seeds.forEach(
          1_500,
          random -> {
            String path = path(random);
            Answer answer = server.get(path);
            assertThat(answer.status()).as(path).isLessThan(500);
            assertThat(answer.type()).as(path).doesNotContain("html");
            assertThat(answer.header("set-cookie")).as(path).isEmpty();
            if (answer.type().startsWith("text/plain")) {
              assertThat(answer.text().lines()).as(path).hasSizeLessThanOrEqualTo(1);
            }
          });
    }
  }

  private static String path(RandomGenerator random) {
    String[] parameters = new String[2 * random.nextInt(1, 5)];
    for (int i = 0; i < parameters.length; i += 2) {
      parameters[i] = any(NAMES, random);
      parameters[i + 1] = any(VALUES, random);
    }
    String inPath = ApiServer.query("", any(VALUES, random)).substring(2).replace("+", "%20");
    return any(PATHS, random).replace("%s", inPath) + ApiServer.query(parameters);
  }

  private static String any(String[] choices, RandomGenerator random) {
    return choices[random.nextInt(choices.length)];
  }
}
