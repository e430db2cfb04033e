package dev.clew.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.plan.TagQuery.Read;
import dev.clew.query.plan.TagQuery.Refused;
import dev.clew.query.traceql.TraceQl;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TagQueryTest {
  @Test
  void pairsAreReadWithAndWithoutQuotes() {
    assertThat(Logfmt.read(" a=1  b.c=\"x \\\"y\\\"\\n\" flag d= "))
        .isEqualTo(new Logfmt.Pairs(Map.of("a", "1", "b.c", "x \"y\"\n", "flag", "", "d", "")));
  }

  @Test
  void malformedTextsAreRefused() {
    assertThat(TagQuery.of("=x")).isEqualTo(new Refused("tags: a key expected at character 1"));
    assertThat(TagQuery.of("a=\"x"))
        .isEqualTo(new Refused("tags: a value without its closing quote at character 6"));
    assertThat(TagQuery.of("a=\"x\"y"))
        .isEqualTo(new Refused("tags: a blank expected at character 6"));
    assertThat(TagQuery.of("a=1 a=2")).isEqualTo(new Refused("tags: the key a is given twice"));
    assertThat(TagQuery.of("a".repeat(5_000)))
        .isEqualTo(new Refused("tags: more than 4,096 characters"));
  }

  @Test
  void aTagIsPartOfATextOrEqualsANumber() {
    assertThat(printed("http.status_code=20"))
        .isEqualTo(
            "{ (span.http.status_code =~ \"(?i).*20.*\")"
                + " || (span.http.status_code = 20)"
                + " || (resource.http.status_code =~ \"(?i).*20.*\")"
                + " || (resource.http.status_code = 20) }");
  }

  @Test
  void signsOfRegularExpressionsAreTakenAsTheyStand() {
    assertThat(printed("a=x.y"))
        .isEqualTo("{ (span.a =~ \"(?i).*x\\\\.y.*\") || (resource.a =~ \"(?i).*x\\\\.y.*\") }");
  }

  @Test
  void nameIsAlsoTheNameOfTheSpan() {
    assertThat(printed("name=x")).contains("|| (name =~ \"(?i).*x.*\")");
    assertThat(printed("error=true")).contains("|| (status = error)");
  }

  @Test
  void noTagsMatchEverything() {
    assertThat(printed("")).isEqualTo("{ true }");
  }

  private static String printed(String logfmt) {
    return TagQuery.of(logfmt) instanceof Read(var query) ? TraceQl.print(query) : "refused";
  }
}
