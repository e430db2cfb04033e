package dev.clew.pipeline.net;

import dev.clew.pipeline.config.HostPort;
import dev.clew.pipeline.config.Section;

/// Where a server listens.
///
/// @param endpoint host and port, or the path of a socket
public record Listening(String endpoint, boolean isUnixSocket) {
  static Listening read(Section section, String orElse) {
    String endpoint = section.text("endpoint", orElse, "Address to listen at.");
    String transport = section.text("transport", "tcp", "`tcp` or `unix`.");
    boolean isUnix = transport.equals("unix");
    section.check(
        isUnix || transport.equals("tcp") || transport.equals("tcp4") || transport.equals("tcp6"),
        "transport",
        "invalid transport type \"" + transport + "\"");
    String wrong = isUnix ? null : HostPort.wrong(endpoint);
    if (wrong != null) {
      section.fail("endpoint", wrong);
    }
    return new Listening(endpoint, isUnix);
  }
}
