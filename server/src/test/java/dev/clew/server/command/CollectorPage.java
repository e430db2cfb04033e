package dev.clew.server.command;

import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.Registry;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.config.KeyDoc;
import dev.clew.pipeline.graph.CollectorFile;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The reference of every key of a Collector configuration, made from the readers of the sections.
final class CollectorPage {
  private static final String HEAD =
      """
      # Keys of a Collector configuration

      This page is made from the code; a test fails when it is out of date. To make it again:

      ```
      CLEW_WRITE_DOCS=1 ./mvnw -q -pl server -am test -Dtest=CollectorPageTest -Dsurefire.failIfNoSpecifiedTests=false
      ```

      What is not on this page is refused at start, with its line. `[]` stands for the items of a list, `<name>` for a key of your choice. Durations are written as `10s`, `1h30m`, `100ms`.
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  private CollectorPage() {}

  static String text() {
    CollectorPage page = new CollectorPage();
    page.text.append("\n## The file itself\n\n");
    page.keys(CollectorFile.keys());
    Registry registry = Catalog.registry();
    for (Kind kind : Kind.values()) {
      String plural = kind.plural();
      page.text
          .append("\n## ")
          .append(plural.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(plural.substring(1))
          .append('\n');
      registry.types(kind).forEach(page::type);
    }
    return page.text.toString();
  }

  private void type(ComponentType<?> type) {
    text.append("\n### ").append(type.kind().singular()).append(" `").append(type.name());
    text.append("`\n\n").append(type.doc());
    if (!type.aliases().isEmpty()) {
      text.append(" Also called ").append(words(type.aliases())).append('.');
    }
    if (!type.routes().isEmpty()) {
      text.append(" Signals: ").append(routes(type)).append('.');
    }
    text.append("\n\n");
    List<KeyDoc> keys = type.keys();
    if (keys.isEmpty()) {
      text.append("No keys.\n");
    } else {
      keys(keys);
    }
  }

  private static String routes(ComponentType<?> type) {
    return type.routes().stream()
        .map(CollectorPage::route)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String route(Route route) {
    String from = route.from().name().toLowerCase(Locale.ROOT);
    String to = route.to().name().toLowerCase(Locale.ROOT);
    return from.equals(to) ? from : from + " to " + to;
  }

  private static String words(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private void keys(List<KeyDoc> keys) {
    text.append("| Key | Value | Default | What it is |\n|---|---|---|---|\n");
    for (KeyDoc key : keys) {
      String orElse = key.orElse().isEmpty() ? "none" : "`" + key.orElse() + "`";
      text.append("| `%s` | %s | %s | %s |%n".formatted(key.path(), key.type(), orElse, key.doc()));
    }
  }
}
