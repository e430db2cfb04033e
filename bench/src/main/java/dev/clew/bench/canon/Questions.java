package dev.clew.bench.canon;

import dev.clew.bench.canon.Question.Ask;
import dev.clew.bench.template.SpanSample;
import dev.clew.bench.template.TemplateSet;
import java.util.ArrayList;
import java.util.List;

/// The canon for data of shape `CANON`: questions 1 to 10 and 16 by search, 11 to 15 in SQL.
final class Questions {
  private static final String ABSENT_TRACE = "0123456789abcdef0123456789abcdef";
  private static final int RARE_RANK = 20_000;

  private final TemplateSet set;
  private final SpanSample sample;
  private final List<Question> questions = new ArrayList<>();

  private Questions(TemplateSet set) {
    this.set = set;
    sample = new SpanSample(set, 4);
  }

  static List<Question> of(TemplateSet set) {
    Questions all = new Questions(set);
    all.byId();
    all.names();
    all.byServiceAndDuration();
    all.byAttribute();
    all.byRegex();
    all.combined();
    all.structural();
    all.inSql();
    return List.copyOf(all.questions);
  }

  private void byId() {
    questions.add(new Question(1, "trace by id", "match", 1e-6, new Ask.Trace(false)));
    questions.add(new Question(1, "trace by id, time hint", "match", 1e-6, new Ask.Trace(true)));
    get(1, "trace by id", "none", 0, "/api/traces/" + ABSENT_TRACE);
  }

  private void names() {
    get(2, "services", "all", 1, "/api/services");
    String service = sample.serviceNear(0.05);
    get(2, "operations", "all", 0.05, "/api/services/" + service + "/operations");
  }

  private void byServiceAndDuration() {
    String common = sample.serviceNear(0.05);
    String rare = sample.serviceNear(0.001);
    service(common, "match");
    service(rare, "few");
    search(3, "service", "none", 0, "{ resource.service.name = \"nobody\" }");
    long slow = sample.durationAbove(0.000_5, common);
    long slowest = 2 * sample.durationAbove(0, common);
    String slower = "{ resource.service.name = \"%s\" && duration > %dus }";
    search(4, "service, slower", "match", 5e-4, slower.formatted(common, slow / 1_000));
    search(4, "service, slower", "few", 1e-6, slower.formatted(common, slowest / 1_000));
    search(4, "service, slower", "none", 0, slower.formatted(common, 3_000_000_000L));
    long upper = sample.durationAbove(0.001, "");
    long lower = sample.durationAbove(0.011, "");
    String between =
        "{ duration >= %dus && duration < %dus }".formatted(lower / 1_000, upper / 1_000);
    search(5, "duration", "match", 1e-2, between);
    long top = sample.durationAbove(0.000_1, "");
    search(5, "duration", "few", 1e-4, "{ duration >= %dus }".formatted(top / 1_000));
    search(5, "duration", "none", 0, "{ duration > 50m }");
    search(6, "status", "match", 1e-2, "{ status = error }");
  }

  private void service(String service, String selectivity) {
    double share = sample.share(row -> row.service().equals(service));
    String text = "{ resource.service.name = \"%s\" }".formatted(service);
    search(3, "service", selectivity, share, text);
  }

  private void byAttribute() {
    search(7, "attribute, frequent key", "match", 0.05, "{ span.auth.method = \"webauthn\" }");
    String user = "{ span.user.id = \"%s\" }";
    search(7, "attribute, frequent key", "few", 1e-5, user.formatted(set.user(RARE_RANK)));
    search(7, "attribute, frequent key", "none", 0, user.formatted("u-nobody"));
    search(8, "attribute, rare key", "match", 0.09, "{ span.app.cohort = \"beta\" }");
    search(8, "attribute, rare key", "few", 1e-6, "{ span.app.ticket = \"t-012345\" }");
    search(8, "attribute, rare key", "none", 0, "{ span.app.ticket = \"t-nothing\" }");
  }

  private void byRegex() {
    String route = "{ span.http.route =~ \"%s\" }";
    search(9, "regex", "match", 0.05, route.formatted(".*/policies/.*"));
    search(9, "regex", "few", 1e-4, route.formatted(".*/payments/(snapshot|identify)"));
    search(9, "regex", "none", 0, route.formatted(".*/nothing/.*"));
  }

  private void combined() {
    String service = sample.serviceNear(0.3);
    String text =
        "{ resource.service.name = \"%s\" && name = \"%s\" && duration > %dus"
            + " && span.auth.method = \"%s\" }";
    String name = sample.operationOf(service);
    long slow = sample.durationAbove(0.001, service) / 1_000;
    search(10, "all together", "match", 1e-5, text.formatted(service, name, slow, "password"));
    search(10, "all together", "none", 0, text.formatted(service, name, slow, "nothing"));
  }

  private void structural() {
    String text = "{ resource.service.name = \"%s\" } >> { status = error }";
    search(16, "structural", "match", 0.01, text.formatted(sample.serviceNear(0.3)));
    search(16, "structural", "none", 0, text.formatted("nobody"));
  }

  private void inSql() {
    sql(11, "rate, errors, duration by minute and service", SqlTexts.RED);
    sql(12, "p99 by service and operation", SqlTexts.OPERATIONS);
    sql(12, "quantiles by minute", SqlTexts.QUANTILES);
    sql(13, "p99 by user, top 20", SqlTexts.USERS);
    sql(14, "users per address on failures", SqlTexts.SPRAY);
    sql(15, "errors against the rest", SqlTexts.COMPARE);
  }

  private void search(int number, String name, String selectivity, double share, String text) {
    questions.add(new Question(number, name, selectivity, share, new Ask.Search(text)));
  }

  private void get(int number, String name, String selectivity, double share, String path) {
    questions.add(new Question(number, name, selectivity, share, new Ask.Get(path)));
  }

  private void sql(int number, String name, String text) {
    questions.add(new Question(number, name, "all", 1, new Ask.Sql(text)));
  }
}
