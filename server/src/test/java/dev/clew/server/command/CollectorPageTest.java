package dev.clew.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CollectorPageTest {
  @Test
  void thePageSaysWhatTheCodeReads() throws IOException {
    Path page = ConfigurationPageTest.root().resolve("docs/guide/collector-keys.md");
    String text = CollectorPage.text();
    if (System.getenv("CLEW_WRITE_DOCS") != null) {
      Files.writeString(page, text);
    }

    assertThat(page).as("out of date: run the test again with CLEW_WRITE_DOCS=1").hasContent(text);
    assertThat(text).doesNotContain("|  |");
  }
}
