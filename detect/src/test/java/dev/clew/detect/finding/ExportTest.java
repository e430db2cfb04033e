package dev.clew.detect.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Reason;
import org.junit.jupiter.api.Test;

final class ExportTest {
  private static final String MEAN = "x\"</script>\n=cmd|' \u001b[31m\u202e\\";
  private final Scene scene = new Scene().warm(5);

  @Test
  void ocsfHasWhatItsClassRequires() {
    String json = Export.ocsf(opened("user1"));

    assertThat(json)
        .contains("\"class_uid\":2004")
        .contains("\"type_uid\":200401")
        .contains("\"category_uid\":2")
        .contains("\"severity_id\":3")
        .contains("\"finding_info\":{\"uid\":")
        .contains("\"sub_technique\":{\"uid\":\"T1110.001\"}")
        .contains("\"first_seen_time\":")
        .contains("\"metadata\":{\"version\":\"1.8.0\"")
        .contains("\"trace_id\":\"0000000000000007");
  }

  @Test
  void ecsIsAnAlertWithItsTrace() {
    String json = Export.ecs(opened("user1"));

    assertThat(json)
        .contains("\"kind\":\"alert\"")
        .contains("\"rule\":{\"id\":\"A1\"")
        .contains("\"trace\":{\"id\":\"0000000000000007")
        .contains("\"user\":{\"hash\":\"user1\"}");
  }

  @Test
  void syslogIsOneLineThatBeginsWithItsPriority() {
    String line = Export.syslog(opened("user1"), "host name\n");

    assertThat(line).startsWith("<108>1 20").contains(" hostname clew - OPENED [finding@32473 ");
    assertThat(line).doesNotContain("\n");
  }

  @Test
  void whatAnAttackerWroteIsHarmlessEverywhere() {
    FindingChange change = opened(MEAN);

    for (String text :
        new String[] {Export.ocsf(change), Export.ecs(change), Export.syslog(change, "h")}) {
      assertThat(text)
          .doesNotContain("</script>")
          .doesNotContain("\n")
          .doesNotContain("\u001b")
          .doesNotContain("\u202e")
          .matches("\\p{ASCII}+");
    }
  }

  private FindingChange opened(String user) {
    for (int i = 0; i < 10; i++) {
      scene.send(event -> event.user(user).from("203.0.113.9").fails(Reason.BAD_CREDENTIALS));
      scene.skip(Scene.SECOND);
    }
    return scene.changes().stream()
        .filter(change -> change.finding().detector().id().equals("A1"))
        .findFirst()
        .orElseThrow();
  }
}
