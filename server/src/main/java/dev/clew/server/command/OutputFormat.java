package dev.clew.server.command;

import dev.clew.server.api.clew.Csv;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// How a command prints rows: as a table, as the server's JSON, or as CSV.
final class OutputFormat {
  private static final int MAX_WIDTH = 120;

  @Option(names = "--json", description = "Print the server's answer as it is.")
  private boolean isJson;

  @Option(names = "--csv", description = "Print comma-separated values.")
  private boolean isCsv;

  void print(PrintWriter out, String json, List<String> header, List<List<String>> rows) {
    if (isJson) {
      out.println(json);
    } else if (isCsv) {
      out.print(Csv.line(header));
      rows.forEach(row -> out.print(Csv.line(row)));
    } else {
      table(out, header, rows);
    }
    out.flush();
  }

  private static void table(PrintWriter out, List<String> header, List<List<String>> rows) {
    int[] widths = new int[header.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.addFirst(header);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.min(MAX_WIDTH, plain(row.get(i)).length()));
      }
    }
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = plain(row.get(i));
        String cut = cell.length() > MAX_WIDTH ? cell.substring(0, MAX_WIDTH - 1) + "…" : cell;
        line.append(cut).append(" ".repeat(widths[i] - cut.length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
    out.printf("(%d row%s)%n", rows.size(), rows.size() == 1 ? "" : "s");
  }

  /// Text without control characters, which could move the cursor of a terminal.
  private static String plain(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '·' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
