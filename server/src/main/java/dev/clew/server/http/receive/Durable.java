package dev.clew.server.http.receive;

/// Where in the log a request has become durable, and where it came from.
///
/// @param writtenNanos stamp of the record, as the log gives it
/// @param receiver through which it came; empty for the default one
public record Durable(int partition, long offset, long writtenNanos, String receiver) {}
