package dev.clew.server.api;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Traces of a login: a root of `gateway`, below it a span of `idp` that failed and tells all types
/// of values.
public final class OneTrace {
  private OneTrace() {}

  /// A trace with this number as its id, which starts so long before now.
  public static SpanBatch of(long number, Duration age) {
    SpanBatch batch = new SpanBatch();
    Strings strings = batch.strings();
    long start = (ApiServer.NOW.toEpochMilli() - age.toMillis()) * 1_000_000;
    begin(batch, number, 1, 0, start, start + 20_000_000);
    batch.name(batch.size(), strings.add("POST /login"));
    batch.kind(batch.size(), SpanKind.SERVER);
    batch.resource(batch.size(), resource(batch, "gateway"));
    batch.attributes().add(strings.add("http.method"), ValueType.STRING, strings.add("POST"));
    batch.endRow();
    begin(batch, number, 2, 1, start + 1_000_000, start + 9_000_000);
    batch.name(batch.size(), strings.add("verify"));
    batch.status(batch.size(), SpanStatus.ERROR);
    batch.statusMessage(batch.size(), strings.add("wrong\npassword"));
    batch.resource(batch.size(), resource(batch, "idp"));
    batch.scope(batch.size(), batch.scopes().endRow(strings.add("auth"), strings.add("1.0"), 0, 0));
    values(batch);
    batch.events().attributes().add(strings.add("try"), ValueType.INT, 3);
    batch.events().add(start + 2_000_000, strings.add("exception"), 0);
    batch.links().add(new TraceId(0, 99), 7, 0, 0, 0);
    batch.endRow();
    return batch;
  }

  private static void begin(
      SpanBatch batch, long trace, long span, long parent, long start, long end) {
    int row = batch.size();
    batch.traceIdLow(row, trace);
    batch.spanId(row, span);
    batch.parentSpanId(row, parent);
    batch.startNanos(row, start);
    batch.endNanos(row, end);
    batch.scope(row, batch.scopes().endRow(0, 0, 0, 0));
  }

  private static int resource(SpanBatch batch, String service) {
    int name = batch.strings().add(service);
    batch.resources().attributes().add(batch.strings().add("service.name"), ValueType.STRING, name);
    return batch.resources().endRow(name, 0, 0, 0);
  }

  private static void values(SpanBatch batch) {
    Strings strings = batch.strings();
    batch.attributes().add(strings.add("user.id"), ValueType.STRING, strings.add("u-1"));
    batch.attributes().add(strings.add("big"), ValueType.INT, Long.MAX_VALUE);
    batch.attributes().add(strings.add("ok"), ValueType.BOOL, 1);
    long nan = Double.doubleToRawLongBits(Double.NaN);
    batch.attributes().add(strings.add("ratio"), ValueType.DOUBLE, nan);
    byte[] raw = "\0\1".getBytes(StandardCharsets.UTF_8);
    int bytes = strings.add(raw, 0, raw.length);
    batch.attributes().add(strings.add("raw"), ValueType.BYTES, bytes);
    int list = strings.add("[1,\"a\",{\"k\":2.0,\"l\":{\"@bytes\":\"AAE=\"}}]");
    batch.attributes().add(strings.add("list"), ValueType.ARRAY, list);
    batch.attributes().add(strings.add("a/b c"), ValueType.STRING, strings.add("slash"));
  }
}
