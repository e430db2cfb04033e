package dev.clew.examples.otlp;

import java.util.List;

/// One operation of one process, as part of a trace. Times are epoch nanoseconds.
///
/// @param parentId 0 for the first span of a trace
/// @param hasRemoteParent whether the parent is a span of another process
public record Span(
    Resource resource,
    TraceId traceId,
    long id,
    long parentId,
    boolean hasRemoteParent,
    Kind kind,
    String name,
    long startNanos,
    long endNanos,
    Status status,
    Attributes attributes,
    List<Event> events,
    List<Link> links)
    implements Happening {
  public Span {
    if (startNanos > endNanos) {
      throw new IllegalArgumentException(
          "%s ends at %d before its start %d".formatted(name, endNanos, startNanos));
    }
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  @Override
  public long atNanos() {
    return endNanos;
  }

  public long durationNanos() {
    return endNanos - startNanos;
  }

  /// The part the operation plays between processes, in the order of OTLP's numbers from 1.
  public enum Kind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  /// The verdict, in the order of OTLP's numbers from 0.
  public enum Status {
    UNSET,
    OK,
    ERROR
  }

  /// Something that happened while the operation ran.
  public record Event(long atNanos, String name, Attributes attributes) {}

  /// A span elsewhere that this one follows without being its child.
  public record Link(TraceId traceId, long spanId, Attributes attributes) {}
}
