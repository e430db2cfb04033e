package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An exception as it prints.
///
/// @param frames innermost first, as `package.Class.method(File.java:line)`
record Failure(String type, String message, List<String> frames, @Nullable Failure cause) {
  private static final String HANDLER =
      "dev.clew.examples.platform.Handlers.handle(Handlers.java:58)";

  static final Failure BAD_CREDENTIALS =
      new Failure(
          "dev.clew.examples.platform.BadCredentialsException",
          "the password does not match",
          List.of(
              "dev.clew.examples.platform.PasswordLogin.verify(PasswordLogin.java:71)",
              "dev.clew.examples.platform.PasswordLogin.login(PasswordLogin.java:39)",
              HANDLER),
          null);

  static final Failure USER_NOT_FOUND =
      new Failure(
          "dev.clew.examples.platform.UserNotFoundException",
          "no account has this name",
          List.of(
              "dev.clew.examples.platform.Accounts.byName(Accounts.java:44)",
              "dev.clew.examples.platform.PasswordLogin.login(PasswordLogin.java:37)",
              HANDLER),
          null);

  static final Failure ACCESS_DENIED =
      new Failure(
          "dev.clew.examples.platform.AccessDeniedException",
          "role administrator is required",
          List.of("dev.clew.examples.platform.Roles.require(Roles.java:27)", HANDLER),
          null);

  /// The audit service meets an event that identity writes in a newer form.
  static final Failure UNREADABLE_EVENT =
      new Failure(
          "dev.clew.examples.platform.EventUnreadableException",
          "event type login.new_device cannot be read",
          List.of(
              "dev.clew.examples.platform.AuditConsumer.read(AuditConsumer.java:83)",
              "dev.clew.examples.platform.AuditConsumer.poll(AuditConsumer.java:52)"),
          new Failure(
              "dev.clew.examples.platform.SchemaException",
              "unknown field deviceTrust in schema version 1",
              List.of(
                  "dev.clew.examples.platform.EventSchema.field(EventSchema.java:118)",
                  "dev.clew.examples.platform.EventSchema.decode(EventSchema.java:66)"),
              null));

  Failure {
    frames = List.copyOf(frames);
  }

  String stacktrace() {
    StringBuilder text = new StringBuilder(type).append(": ").append(message);
    frames.forEach(frame -> text.append("\n\tat ").append(frame));
    return cause == null ? text.toString() : text + "\nCaused by: " + cause.stacktrace();
  }

  Attributes attributes() {
    return Attributes.none()
        .with("exception.type", type)
        .with("exception.message", message)
        .with("exception.stacktrace", stacktrace());
  }

  /// The causes, outermost first, one line each.
  List<String> chain() {
    List<String> lines = new ArrayList<>();
    for (Failure failure = this; failure != null; failure = failure.cause) {
      lines.add("%s: %s @%s".formatted(failure.type, failure.message, failure.frames.getFirst()));
    }
    return lines;
  }
}
