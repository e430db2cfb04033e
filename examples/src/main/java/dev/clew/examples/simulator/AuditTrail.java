package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.LogRecord.Severity;
import dev.clew.examples.otlp.Span.Kind;

/// The way of an event through the queue to the audit service, which writes it down.
///
/// Events about logins are read one by one, and the reading belongs to the login's trace. Events
/// about sessions are read by a batch listener, whose trace is its own and links to the message.
/// When [Fault.Kind#UNREADABLE_EVENT] is on, one event type cannot be read; after three attempts
/// the message goes to the dead letters.
final class AuditTrail {
  static final String LOGIN_TOPIC = "audit.events";
  static final String SESSION_TOPIC = "session.events";
  static final String DEAD_LETTERS = "audit.events.dlq";
  static final String GROUP = "audit";

  /// The event type that audit cannot read while the fault is on.
  static final String NEW_DEVICE = "login.new_device";

  private static final Latency SEND = Latency.millis(1.2);
  private static final Latency POLL = new Latency(35, 0.5);
  private static final Latency READ = Latency.millis(0.3);
  private static final Latency BACK_OFF = Latency.millis(120);
  private static final int ATTEMPTS = 3;
  private static final int PARTITIONS = 6;

  private final Faults faults;
  private long nextOffset = 48_000;

  AuditTrail(Faults faults) {
    this.faults = faults;
  }

  /// Publishes an event about a login.
  void publish(Story story, String eventType) {
    long offset = nextOffset++;
    OpenSpan published = send(story, LOGIN_TOPIC, eventType, offset);
    story.meanwhile(published, POLL, () -> process(story, eventType, offset));
  }

  /// Publishes an event about a session.
  void publishForBatch(Story story, String eventType) {
    long offset = nextOffset++;
    OpenSpan published = send(story, SESSION_TOPIC, eventType, offset);
    Story reading = story.sequel(POLL);
    try (OpenSpan process = consume(reading, SESSION_TOPIC, eventType, offset)) {
      process.link(story, published, Attributes.none().with("messaging.kafka.offset", offset));
      reading.spend(READ);
      Query.INSERT_AUDIT.run(reading);
    }
  }

  private void process(Story story, String eventType, long offset) {
    try (OpenSpan process = consume(story, LOGIN_TOPIC, eventType, offset)) {
      story.spend(READ);
      if (isUnreadable(story, eventType)) {
        giveUp(story, process, eventType);
      } else {
        Query.INSERT_AUDIT.run(story);
        story.log(
            Severity.INFO,
            "audit.written",
            "audit record written",
            Attributes.none().with("audit_action", eventType).with("mq_offset", offset));
      }
    }
  }

  private boolean isUnreadable(Story story, String eventType) {
    long atNanos = story.nowNanos();
    if (!eventType.equals(NEW_DEVICE) || !faults.isOn(Fault.Kind.UNREADABLE_EVENT, atNanos)) {
      return false;
    }
    faults.witness(Fault.Kind.UNREADABLE_EVENT, atNanos, story.traceId());
    return true;
  }

  private void giveUp(Story story, OpenSpan process, String eventType) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      process.event("retry", Attributes.none().with("mq_attempt", attempt));
      story.spend(BACK_OFF);
    }
    process.fail(Failure.UNREADABLE_EVENT);
    story.log(
        Severity.ERROR,
        "audit.dead_letter",
        "event sent to the dead letters after three attempts",
        Attributes.none()
            .with("event_type", eventType)
            .with("mq_attempt", ATTEMPTS)
            .with("mq_dlq", DEAD_LETTERS)
            .with("error_type", Failure.UNREADABLE_EVENT.type())
            .with("error_chain", Failure.UNREADABLE_EVENT.chain())
            .and(Failure.UNREADABLE_EVENT.attributes()));
    send(story, DEAD_LETTERS, eventType, nextOffset++);
  }

  private OpenSpan send(Story story, String topic, String eventType, long offset) {
    try (OpenSpan publish = story.begin(Kind.PRODUCER, topic + " publish")) {
      describe(publish, topic, eventType, offset)
          .set("messaging.operation.name", "publish")
          .set("messaging.operation.type", "send");
      story.spend(SEND);
      return publish;
    }
  }

  private OpenSpan consume(Story story, String topic, String eventType, long offset) {
    return describe(
            story.enter(Service.AUDIT, Kind.CONSUMER, topic + " process"), topic, eventType, offset)
        .set("messaging.operation.name", "process")
        .set("messaging.operation.type", "process")
        .set("messaging.consumer.group.name", GROUP);
  }

  private static OpenSpan describe(OpenSpan span, String topic, String eventType, long offset) {
    return span.set("messaging.system", "kafka")
        .set("messaging.destination.name", topic)
        .set("messaging.destination.partition.id", Long.toString(offset % PARTITIONS))
        .set("messaging.kafka.offset", offset)
        .set("event_type", eventType);
  }
}
