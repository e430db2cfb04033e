package dev.clew.server.command;

/// A command could not do what it was asked; the message says why and what to do, in one line.
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandException(String message) {
    super(message);
  }
}
