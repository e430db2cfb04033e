package dev.clew.pipeline.tailsampling;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pins that wait for spans: entities, and traces that did not begin. Bounded; beyond it the oldest
/// are forgotten, and counted.
final class PinBoard {
  private final int max;
  private final SamplingCounts counts;
  private final Map<Entity, Pin.Entity> entities = new LinkedHashMap<>();
  private final Map<String, Map<String, Pin.Entity>> byKey = new HashMap<>();
  private final Map<TraceId, String> traces = new LinkedHashMap<>();
  private final List<Watch> watches = new ArrayList<>();
  private SpanBatch batch = new SpanBatch(0);

  private record Entity(String key, String value) {}

  private record Watch(int key, Map<String, Pin.Entity> values) {}

  PinBoard(int max, SamplingCounts counts) {
    this.max = max;
    this.counts = counts;
  }

  void add(Pin.Trace pin) {
    traces.put(pin.traceId(), pin.reason());
    forgetOldest(traces);
  }

  void add(Pin.Entity pin) {
    entities.put(new Entity(pin.key(), pin.value()), pin);
    byKey.computeIfAbsent(pin.key(), _ -> new HashMap<>()).put(pin.value(), pin);
    Entity forgotten = forgetOldest(entities);
    if (forgotten != null) {
      remove(forgotten);
    }
  }

  private <K> @Nullable K forgetOldest(Map<K, ?> pins) {
    if (pins.size() <= max) {
      return null;
    }
    Iterator<K> oldest = pins.keySet().iterator();
    K forgotten = oldest.next();
    oldest.remove();
    counts.add(SamplingCounts.Plain.PINS_FORGOTTEN, 1);
    return forgotten;
  }

  private void remove(Entity entity) {
    Map<String, Pin.Entity> values = byKey.get(entity.key());
    if (values != null) {
      values.remove(entity.value());
      if (values.isEmpty()) {
        byKey.remove(entity.key());
      }
    }
  }

  /// Reason why a trace that begins now is kept; null if nothing was said of it.
  @Nullable String begins(long high, long low) {
    return traces.isEmpty() ? null : traces.remove(new TraceId(high, low));
  }

  /// Turns to a batch that arrives at an instant.
  void bind(SpanBatch next, long instantNanos) {
    watches.clear();
    batch = next;
    if (entities.isEmpty()) {
      return;
    }
    expire(instantNanos);
    byKey.forEach((key, values) -> {
      int id = next.strings().find(key);
      if (id >= 0) {
        watches.add(new Watch(id, values));
      }
    });
  }

  private void expire(long instantNanos) {
    for (Iterator<Pin.Entity> pins = entities.values().iterator(); pins.hasNext(); ) {
      Pin.Entity pin = pins.next();
      if (pin.untilNanos() < instantNanos) {
        pins.remove();
        remove(new Entity(pin.key(), pin.value()));
      }
    }
  }

  /// Reason why the trace of a row is kept; null if there is none.
  @Nullable String reason(int row) {
    for (Watch watch : watches) {
      Pin.Entity pin = pin(watch, batch.attributes(), row);
      if (pin == null) {
        pin = pin(watch, batch.resources().attributes(), batch.resource(row));
      }
      if (pin != null) {
        return pin.reason();
      }
    }
    return null;
  }

  private Pin.@Nullable Entity pin(Watch watch, Attributes attributes, int owner) {
    int entry = attributes.find(owner, watch.key());
    return entry >= 0 && attributes.type(entry) == ValueType.STRING
        ? watch.values().get(batch.strings().cached((int) attributes.value(entry)))
        : null;
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(entities.size());
    for (Pin.Entity pin : entities.values()) {
      out.writeUTF(pin.key());
      out.writeUTF(pin.value());
      out.writeLong(pin.untilNanos());
      out.writeUTF(pin.reason());
    }
    out.writeInt(traces.size());
    for (Map.Entry<TraceId, String> pin : traces.entrySet()) {
      out.writeLong(pin.getKey().high());
      out.writeLong(pin.getKey().low());
      out.writeUTF(pin.getValue());
    }
  }

  void restore(DataInput in) throws IOException {
    int entityCount = in.readInt();
    for (int i = 0; i < entityCount; i++) {
      add(new Pin.Entity(in.readUTF(), in.readUTF(), in.readLong(), in.readUTF()));
    }
    int traceCount = in.readInt();
    for (int i = 0; i < traceCount; i++) {
      add(new Pin.Trace(new TraceId(in.readLong(), in.readLong()), in.readUTF()));
    }
  }
}
