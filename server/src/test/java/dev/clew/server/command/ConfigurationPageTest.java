package dev.clew.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  @Test
  void thePageSaysWhatTheCodeSays() throws IOException {
    Path root = root();
    Path page = root.resolve("docs/guide/configuration.md");
    String text = ConfigurationPage.text(root);
    if (System.getenv("CLEW_WRITE_DOCS") != null) {
      Files.writeString(page, text);
    }

    assertThat(page).as("out of date: run the test again with CLEW_WRITE_DOCS=1").hasContent(text);
    assertThat(text).doesNotContain("undocumented").doesNotContain("|  |");
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not in a checkout");
    }
    return folder;
  }
}
