package dev.clew.bench.template;

import dev.clew.bench.draw.Durations;
import dev.clew.bench.draw.Login;
import dev.clew.bench.draw.Mix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Varies working copies of the templates in place. Owned by one thread.
final class Patcher implements PayloadSource {
  private static final long TRACE_JITTER_MASK = (1L << 30) - 1;
  private static final long SPAN_JITTER_MASK = (1L << 17) - 1;

  private final TemplateSet set;
  private final List<Template> templates;
  private final FieldWriter fields;
  private final byte[] @Nullable [] buffers;
  private final Durations durations;
  private final Login login;
  private final long[] startNanos;
  private final long[] durationNanos;
  private final Payload payload = new Payload();
  private Repetition repetition;

  Patcher(TemplateSet set, List<Template> templates, FieldWriter fields) {
    this.set = set;
    this.templates = templates;
    this.fields = fields;
    buffers = new byte[templates.size()][];
    durations = set.population().durations();
    login = new Login(set.population());
    int most = templates.stream().mapToInt(Template::spans).max().orElse(0);
    startNanos = new long[most];
    durationNanos = new long[most];
    repetition = set.repetition(0);
    login.repetition(repetition.number(), repetition.seed());
  }

  @Override
  public Payload payload(long sequence) {
    int index = (int) (sequence % templates.size());
    long number = sequence / templates.size();
    if (number != repetition.number()) {
      repetition = set.repetition(number);
      login.repetition(number, repetition.seed());
    }
    Template template = templates.get(index);
    byte[] buffer = buffers[index];
    if (buffer == null) {
      buffer = new byte[Payload.HEADROOM + template.length()];
      template.copyTo(buffer, Payload.HEADROOM);
      buffers[index] = buffer;
    }
    patch(template.slots(), buffer);
    payload.set(buffer, template.length(), template.spans());
    return payload;
  }

  private void patch(Slots slots, byte[] buffer) {
    times(slots);
    writeTimes(slots, buffer);
    writeIds(slots, buffer);
    writeLogins(slots, buffer);
    writeValues(slots, buffer);
  }

  private void times(Slots slots) {
    long shift = repetition.shiftNanos();
    for (int span = 0; span < slots.spans(); span++) {
      startNanos[span] = slots.startNanos[span] + shift;
      durationNanos[span] = slots.durationNanos[span];
      if (set.shape().isVaried()) {
        vary(slots, span);
      }
    }
  }

  /// A trace moves as a whole by up to a second; a child starts up to 131 microseconds late.
  private void vary(Slots slots, int span) {
    long traceBits = Mix.scatter(repetition.seed() + slots.trace[span]);
    long spanBits = Mix.scatter(traceBits ^ slots.spanId[span]);
    startNanos[span] += traceBits & TRACE_JITTER_MASK;
    if (slots.parentId[span] != 0) {
      startNanos[span] += spanBits & SPAN_JITTER_MASK;
    }
    int operation = slots.operation[span];
    durationNanos[span] = durations.nanos(set.medianNanos(operation), operation, spanBits >>> 17);
  }

  private void writeTimes(Slots slots, byte[] buffer) {
    for (int i = 0; i < slots.startAt.length; i++) {
      fields.start(buffer, Payload.HEADROOM + slots.startAt[i], startNanos[slots.startSpan[i]]);
    }
    for (int i = 0; i < slots.endAt.length; i++) {
      int span = slots.endSpan[i];
      int at = Payload.HEADROOM + slots.endAt[i];
      fields.end(buffer, at, startNanos[span], durationNanos[span]);
    }
    for (int i = 0; i < slots.eventAt.length; i++) {
      int span = slots.eventSpan[i];
      long delay = slots.eventDelayNanos[i];
      long within = set.shape().isVaried() ? Math.min(delay, durationNanos[span]) : delay;
      fields.event(buffer, Payload.HEADROOM + slots.eventAt[i], startNanos[span] + within);
    }
  }

  private void writeIds(Slots slots, byte[] buffer) {
    long maskHigh = repetition.traceMaskHigh();
    long maskLow = repetition.traceMaskLow();
    for (int i = 0; i < slots.traceIdAt.length; i++) {
      fields.traceId(
          buffer,
          Payload.HEADROOM + slots.traceIdAt[i],
          slots.traceIdHigh[i] ^ maskHigh,
          slots.traceIdLow[i] ^ maskLow);
    }
    long spanMask = repetition.spanMask();
    for (int i = 0; i < slots.idAt.length; i++) {
      fields.spanId(buffer, Payload.HEADROOM + slots.idAt[i], slots.id[i] ^ spanMask);
    }
  }

  private void writeLogins(Slots slots, byte[] buffer) {
    for (int i = 0; i < slots.loginSpan.length; i++) {
      int span = slots.loginSpan[i];
      login.trace(slots.trace[span]);
      writeLogin(slots.loginAt, i * LoginSlots.COUNT, buffer, slots.trace[span] + 5 * span);
    }
  }

  private void writeLogin(int[] at, int group, byte[] buffer, int place) {
    int base = Payload.HEADROOM;
    fields.status(buffer, base + at[group + LoginSlots.STATUS], login.failed());
    login.user(buffer, base + at[group + LoginSlots.USER]);
    login.session(buffer, base + at[group + LoginSlots.SESSION]);
    login.address(buffer, base + at[group + LoginSlots.ADDRESS]);
    login.userAgent(buffer, base + at[group + LoginSlots.USER_AGENT]);
    login.route(buffer, base + at[group + LoginSlots.ROUTE], place);
    login.method(buffer, base + at[group + LoginSlots.METHOD]);
    login.result(buffer, base + at[group + LoginSlots.RESULT]);
    login.place(
        buffer, base + at[group + LoginSlots.COUNTRY], base + at[group + LoginSlots.REGION]);
  }

  private void writeValues(Slots slots, byte[] buffer) {
    int drawnTrace = -1;
    for (int i = 0; i < slots.valueAt.length; i++) {
      int span = slots.valueSpan[i];
      if (slots.trace[span] != drawnTrace) {
        drawnTrace = slots.trace[span];
        login.trace(drawnTrace);
      }
      int at = Payload.HEADROOM + slots.valueAt[i];
      int place = (int) slots.spanId[span] + i;
      switch (slots.value[i]) {
        case TICKET -> login.ticket(buffer, at, place);
        case WORD -> login.word(buffer, at, slots.valueWidth[i], place);
        default -> login.noise(buffer, at, slots.valueWidth[i], place);
      }
    }
  }
}
