package dev.clew.ingest.zipkin;

import dev.clew.ingest.AttributeIntake;
import dev.clew.ingest.JsonReader;
import dev.clew.ingest.SpanIntake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.util.HexFormat;

/// Reads the spans of a Zipkin list.
final class ZipkinSpans {
  private static final int SAMPLED = 1;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private final JsonReader in;
  private final SpanIntake intake;
  private final SpanBatch batch;
  private final TextIntake texts;
  private final ZipkinTags tags;
  private final byte[] id = new byte[TRACE_DIGITS / 2];
  private long startMicros;
  private long durationMicros;

  ZipkinSpans(JsonReader in, SpanIntake intake) {
    this.in = in;
    this.intake = intake;
    this.batch = intake.batch();
    this.texts = intake.texts();
    this.tags = new ZipkinTags(in, intake);
  }

  void read() throws IOException {
    if (!intake.begin()) {
      in.skip();
      return;
    }
    int row = batch.size();
    startMicros = 0;
    durationMicros = 0;
    tags.begin();
    in.enterObject();
    while (in.nextField()) {
      field(row);
    }
    tags.end(row);
    long start = nanos(startMicros);
    batch.startNanos(row, start);
    batch.endNanos(row, start <= 0 ? start : later(start, nanos(durationMicros)));
    intake.end();
    intake.endScope(row);
    intake.endResource(row);
  }

  private void field(int row) throws IOException {
    switch (in.name()) {
      case "traceId" -> intake.traceId(id, 0, id(TRACE_DIGITS));
      case "id" -> intake.spanId(id, 0, id(SPAN_DIGITS));
      case "parentId" -> intake.parentSpanId(id, 0, id(SPAN_DIGITS));
      case "name" -> batch.name(row, in.text());
      case "kind" -> tags.kind(kind(in.string()));
      case "timestamp" -> startMicros = in.int64();
      case "duration" -> durationMicros = in.int64();
      case "localEndpoint" -> localEndpoint();
      case "remoteEndpoint" -> endpoint("peer");
      case "annotations" -> {
        in.enterArray();
        while (in.nextElement()) {
          annotation();
        }
      }
      case "tags" -> tags.read(row);
      case "shared" -> flag("zipkin.shared");
      case "debug" -> {
        if (flag("zipkin.debug")) {
          batch.flags(row, SAMPLED);
        }
      }
      default -> in.skip();
    }
  }

  /// Reads an id of up to so many digits; yields its length in bytes, -1 if it is none.
  private int id(int digits) throws IOException {
    String text = in.string();
    if (text.isEmpty() || text.length() > digits || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return -1;
    }
    String padded = "0".repeat(digits - text.length()) + text;
    byte[] bytes = HexFormat.of().parseHex(padded);
    System.arraycopy(bytes, 0, id, 0, bytes.length);
    return bytes.length;
  }

  static SpanKind kind(String name) {
    return switch (name) {
      case "CLIENT" -> SpanKind.CLIENT;
      case "SERVER" -> SpanKind.SERVER;
      case "PRODUCER" -> SpanKind.PRODUCER;
      case "CONSUMER" -> SpanKind.CONSUMER;
      default -> SpanKind.INTERNAL;
    };
  }

  private boolean flag(String attribute) throws IOException {
    boolean isSet = in.bool();
    if (isSet) {
      intake.attributes().add(texts.key(attribute), ValueType.BOOL, 1);
    }
    return isSet;
  }

  private void localEndpoint() throws IOException {
    int service = endpoint("local");
    if (service != Strings.EMPTY) {
      AttributeIntake resource = intake.resources().attributes();
      resource.add(texts.key("service.name"), ValueType.STRING, service);
    }
  }

  /// Reads an endpoint of one side into attributes; yields the name of its service.
  private int endpoint(String side) throws IOException {
    int service = Strings.EMPTY;
    int address = Strings.EMPTY;
    int port = 0;
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "serviceName" -> service = in.text();
        case "ipv4" -> address = in.text();
        case "ipv6" -> address = address == Strings.EMPTY ? in.text() : skipped(address);
        case "port" -> port = in.int32();
        default -> in.skip();
      }
    }
    if (side.equals("peer") && service != Strings.EMPTY) {
      intake.attributes().add(texts.key("peer.service"), ValueType.STRING, service);
    }
    if (address != Strings.EMPTY) {
      int key = texts.key("network." + side + ".address");
      intake.attributes().add(key, ValueType.STRING, address);
    }
    if (port != 0) {
      intake.attributes().add(texts.key("network." + side + ".port"), ValueType.INT, port);
    }
    return service;
  }

  private int skipped(int value) throws IOException {
    in.skip();
    return value;
  }

  private void annotation() throws IOException {
    if (!intake.beginEvent()) {
      in.skip();
      return;
    }
    long micros = 0;
    int name = Strings.EMPTY;
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "timestamp" -> micros = in.int64();
        case "value" -> name = in.text();
        default -> in.skip();
      }
    }
    intake.endEvent(nanos(micros), name, 0);
  }

  /// Nanoseconds, or -1, which no row may have, if they are out of range.
  private static long nanos(long micros) {
    return micros < 0 || micros > Long.MAX_VALUE / NANOS_PER_MICRO ? -1 : micros * NANOS_PER_MICRO;
  }

  private static long later(long start, long duration) {
    return duration < 0 || start > Long.MAX_VALUE - duration ? -1 : start + duration;
  }
}
