package dev.clew.server;

import dev.clew.server.command.Clew;

/// Entry point of the program.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Clew.run(arguments));
  }
}
