package dev.clew.server.command;

import java.io.Console;
import java.io.PrintWriter;

/// A line of progress that rewrites itself on a terminal, and stays silent elsewhere.
final class Progress {
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final int total;
  private final boolean isTerminal = isTerminal();
  private int done;

  Progress(PrintWriter out, int total) {
    this.out = out;
    this.total = total;
  }

  void advance(String note) {
    done++;
    if (isTerminal) {
      int filled = WIDTH * done / Math.max(1, total);
      out.printf(
          "\r[%s%s] %d/%d  %s ", "█".repeat(filled), "·".repeat(WIDTH - filled), done, total, note);
      out.flush();
    }
  }

  void end() {
    if (isTerminal) {
      out.println();
    }
  }

  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
